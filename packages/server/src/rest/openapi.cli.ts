import { writeFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'
import { createAppRouter, type Services } from '../app-router.ts'
import { openApiOf } from './openapi.ts'

/**
 * Writes the document down: `npm run openapi`. What partners are given is what stands in the file, so that each change of it
 * is looked at; `npm run openapi -- --release` also makes it what later ones are compared with.
 */
const FOLDER = new URL('../../../../docs/api/', import.meta.url)

/** The document of the procedures as they are; nothing of it is called. */
export function currentDocument(): string {
  const nothing: unknown = new Proxy(() => nothing, { get: () => nothing })
  return `${JSON.stringify(openApiOf(createAppRouter(nothing as Services, { demo: false })), null, 2)}\n`
}

if (import.meta.main) {
  const text = currentDocument()
  writeFileSync(new URL('openapi.json', FOLDER), text)
  const types = astToString(await openapiTS(new URL('openapi.json', FOLDER)))
  writeFileSync(
    new URL('../../test/generated/openapi.ts', import.meta.url),
    `// Made of docs/api/openapi.json by openapi-typescript: npm run openapi\n\n${types}`,
  )
  if (process.argv.includes('--release')) writeFileSync(new URL('openapi.released.json', FOLDER), text)
}
