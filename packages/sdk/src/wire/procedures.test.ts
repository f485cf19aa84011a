import type { AppRouter } from '@civicgrid/server/app-router'
import type { AnyMutationProcedure, AnyQueryProcedure, inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import { describe, expectTypeOf, test } from 'vitest'
import type { Commands, Queries } from './procedures.ts'

// Checked by the compiler, in the stage "types": running them shows nothing.

type Inputs = inferRouterInputs<AppRouter>
type Outputs = inferRouterOutputs<AppRouter>
type Wire = Queries & Commands

/** `appeals.mine` and so on, for everything a router serves. */
type PathsOf<Routers> = {
  [Name in keyof Routers & string]: `${Name}.${keyof Routers[Name] & string}`
}[keyof Routers & string]

/** What lies at such a path. */
type At<Routers, Path> = Path extends `${infer Name}.${infer Procedure}`
  ? Name extends keyof Routers
    ? Procedure extends keyof Routers[Name]
      ? Routers[Name][Procedure]
      : never
    : never
  : never

/** The same in both directions, and `any` equals nothing but itself. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
/** Writes an intersection of objects out, so that two spellings of one type are the same. */
type Plain<T> = T extends (infer Item)[]
  ? number extends T['length']
    ? Plain<Item>[]
    : { [Key in keyof T]: Plain<T[Key]> }
  : T extends object
    ? { [Key in keyof T]: Plain<T[Key]> }
    : T

type WrongInputs = {
  [Path in keyof Wire]: Same<Plain<At<Inputs, Path>>, Plain<Wire[Path]['input']>> extends true ? never : Path
}[keyof Wire]
type WrongOutputs = {
  [Path in keyof Wire]: Same<Plain<At<Outputs, Path>>, Plain<Wire[Path]['output']>> extends true ? never : Path
}[keyof Wire]
type OfKind<Paths, Kind> = { [Path in Paths & string]: At<AppRouter, Path> extends Kind ? Path : never }[Paths & string]

/** Whether `any` is anywhere in a type. */
type HoldsAny<T> = 0 extends 1 & T ? true : T extends object ? { [Key in keyof T]-?: HoldsAny<T[Key]> }[keyof T] : false

describe('the wire types', () => {
  test('name every procedure that the server serves, and no other', () => {
    expectTypeOf<keyof Wire>().toEqualTypeOf<PathsOf<Inputs>>()
  })
  test('take what the server takes', () => {
    expectTypeOf<WrongInputs>().toBeNever()
  })
  test('give what the server gives', () => {
    expectTypeOf<WrongOutputs>().toBeNever()
  })
  test('know what only reads from what changes something', () => {
    expectTypeOf<OfKind<keyof Queries, AnyQueryProcedure>>().toEqualTypeOf<keyof Queries>()
    expectTypeOf<OfKind<keyof Commands, AnyMutationProcedure>>().toEqualTypeOf<keyof Commands>()
  })
  test('hold no any', () => {
    expectTypeOf<true extends HoldsAny<Wire> ? 'any' : 'none'>().toEqualTypeOf<'none'>()
  })
})
