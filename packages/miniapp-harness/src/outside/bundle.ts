import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

let made: Promise<string> | undefined

/** What runs inside a page, as one script that sets `MiniPhone`. Half a second, once a process. */
export function insideScript(): Promise<string> {
  made ??= build({
    entryPoints: [fileURLToPath(new URL('../inside/main.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    globalName: 'MiniPhone',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  }).then(({ outputFiles: [file] }) => file?.text ?? '')
  return made
}
