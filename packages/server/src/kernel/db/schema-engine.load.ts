import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'

/** What the package generates around its .wasm. An alias, not an interface: the imports of a module are any names. */
type Bindings = {
  SchemaEngine: typeof SchemaEngine
  __wbg_set_wasm(exports: WebAssembly.Exports): void
}

/** Once a process: the bindings hold one instance's memory. */
let loaded: Promise<typeof SchemaEngine> | undefined

export function loadSchemaEngine(): Promise<typeof SchemaEngine> {
  return (loaded ??= load())
}

/** By hand, because the package imports its .wasm as a module, which only the newest Node 24 can do, with a warning. */
async function load(): Promise<typeof SchemaEngine> {
  const path = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const [bindings, bytes] = await Promise.all([
    import('@prisma/schema-engine-wasm/schema_engine_bg') as Promise<Bindings>,
    readFile(path.replace(/\.js$/, '.wasm')),
  ])
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings })
  bindings.__wbg_set_wasm(instance.exports)
  // Where a panic of the engine leaves its words; without it they are lost.
  Reflect.set(globalThis, 'PRISMA_WASM_PANIC_REGISTRY', {
    set_message(words: string) {
      throw new Error(`Prisma's schema engine: ${words}`)
    },
  })
  const start = instance.exports['__wbindgen_start']
  if (typeof start === 'function') start()
  return bindings.SchemaEngine
}
