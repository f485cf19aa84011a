import type { AnyRouter } from '@trpc/server'
import { expect, test } from 'vitest'
import { createAppRouter, type Services } from './app-router.ts'

/** Services that nobody calls: only the shape of the router is looked at. */
const unused = new Proxy({}, { get: () => () => Promise.reject(new Error('not called')) })
const services: Services = new Proxy(Object.create(null), { get: () => unused })

interface Shape {
  _def: { type: string; inputs: unknown[]; output?: unknown }
}
/** By path, as a request names them. */
function procedures(demo: boolean): [string, Shape][] {
  const router: AnyRouter = createAppRouter(services, { demo })
  return Object.entries<Shape>(router._def.procedures)
}

test('every procedure says what it takes and what it gives', () => {
  for (const [path, { _def }] of procedures(true)) {
    expect(_def.inputs.length, `${path} has no input`).toBeGreaterThan(0)
    expect(_def.output, `${path} has no output`).toBeDefined()
  }
})

test('every procedure either reads or changes: there are no subscriptions', () => {
  for (const [path, { _def }] of procedures(true)) expect(['query', 'mutation'], path).toContain(_def.type)
})

test('production has all of it but the demo door', () => {
  const names = (demo: boolean) => procedures(demo).map(([path]) => path)
  expect(
    names(true)
      .filter((path) => !names(false).includes(path))
      .sort(),
  ).toEqual(['identity.demoPersonas', 'identity.demoSignIn'])
})
