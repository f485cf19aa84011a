import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import {
  apiShapes,
  createNetwork,
  loadProgram,
  quickPhone,
  type Network,
  type PhoneOptions,
  type QuickPhone,
} from '../src/index.ts'

/** A page of a tiny program: its template and what `Page` is given. */
export interface TinyPage {
  wxml: string
  page?: string
  wxss?: string
  json?: object
}

/** A mini-program written by hand, on a phone that is gone with the test. */
export async function tiny(
  pages: Record<string, TinyPage>,
  { app = {}, ...options }: PhoneOptions & { app?: object } = {},
  network: Network = createNetwork({ to: {} }),
): Promise<QuickPhone> {
  const folder = mkdtempSync(join(tmpdir(), 'tiny-'))
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  write('app.json', JSON.stringify({ pages: Object.keys(pages), ...app }))
  write('app.js', 'App({})')
  for (const [path, { wxml, page = '{}', wxss = '', json = {} }] of Object.entries(pages)) {
    write(`${path}.json`, JSON.stringify(json))
    write(`${path}.wxml`, wxml)
    write(`${path}.wxss`, wxss)
    write(`${path}.js`, `Page(${page})`)
  }
  const program = loadProgram(folder, apiShapes())
  rmSync(folder, { recursive: true })
  const phone = await quickPhone(program, network, options)
  onTestFinished(() => phone.kill())
  return phone
}
