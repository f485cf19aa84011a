/** The little of WebAssembly that schema-engine.ts uses; TypeScript has it only among the browser's types. */
declare namespace WebAssembly {
  type Exports = Record<string, unknown>
  function instantiate(bytes: Uint8Array, imports: Record<string, object>): Promise<{ instance: { exports: Exports } }>
}
