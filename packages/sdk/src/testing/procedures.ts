import { CivicError, GUEST, type Actor } from '@civicgrid/contracts'
import { fromZod } from '@civicgrid/server/rules'
import type { z } from 'zod'
import type { Commands, Queries } from '../wire/procedures.ts'
import type { MockPerson } from './city.ts'

type Calls = Queries & Commands
export type Path = keyof Calls

/** Who asks, and by which of the mock's people; nobody is a guest. */
export interface Caller {
  readonly person: MockPerson | undefined
  readonly realm: 'resident' | 'staff'
}

export const actorOf = ({ person }: Caller): Actor => person?.actor ?? GUEST

/** @throws CivicError UNAUTHENTICATED */
export function personOf({ person }: Caller, kind: 'resident' | 'staff'): MockPerson {
  if (person?.actor.kind !== kind) throw new CivicError('UNAUTHENTICATED', { message: `${kind}s only` })
  return person
}

/** One procedure: what it takes is read by the contract's own schema, what it gives is checked by the compiler. */
export interface Procedure<Output> {
  readonly command: boolean
  run(input: unknown, caller: Caller): Output | Promise<Output>
}
export type Procedures = { readonly [P in Path]?: Procedure<Calls[P]['output']> }

/** @throws CivicError BAD_INPUT and its kin, with the fields that the server would name */
function read<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw fromZod(parsed.error)
  return parsed.data
}

const made =
  (command: boolean) =>
  <Schema extends z.ZodType, Output>(
    schema: Schema,
    run: (input: z.output<Schema>, caller: Caller) => Output | Promise<Output>,
  ): Procedure<Output> => ({ command, run: (input, caller) => run(read(schema, input), caller) })

export const query = made(false)
export const command = made(true)
