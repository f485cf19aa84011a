import { pagePolicy } from './csp.ts'
import { createFileAnswers, type Asked } from './static-answer.ts'
import { indexFolder, type StaticFile } from './static-index.ts'

export type Static = (path: string, asked: Asked) => Promise<Response | undefined>

/**
 * The portal at `/`, the desk at `/desk`, and their assets. An address that names no file is a page of the application that
 * it lies under: the prerendered one if the build made it, else that application's empty page.
 * @param tiles origins of the city's map tiles
 * @param frames origins of host apps that may hold the portal in a frame; nobody may hold the desk
 * @returns undefined where nothing is to be served
 */
export function createStatic(root: string, tiles: readonly string[], frames: readonly string[] = []): Static {
  const files = indexFolder(root)
  const entries = {
    desk: firstOf(files, '/desk/index.html', '/desk.html'),
    embed: firstOf(files, '/embed/index.html'),
    portal: firstOf(files, '/app.html', '/index.html'),
  }
  const answer = createFileAnswers()

  function find(path: string): StaticFile | undefined {
    const exact = files.get(path)
    if (exact) return exact
    // A name with an ending asks for a file; answering it with a page would hide a broken build.
    if (/\.\w+$/.test(path)) return undefined
    const page = path.replace(/\/+$/, '')
    const prerendered = files.get(`${page}/index.html`) ?? (page === '' ? undefined : files.get(`${page}.html`))
    if (prerendered) return prerendered
    if (page.startsWith('/embed/')) return entries.embed
    return page === '/desk' || page.startsWith('/desk/') ? entries.desk : entries.portal
  }

  return async (path, asked) => {
    const file = find(path)
    if (!file) return undefined
    if (!file.type.startsWith('text/html')) return answer(file, asked)
    const policy = pagePolicy(file.scripts, tiles, file === entries.desk ? [] : frames)
    return answer(file, asked, { 'content-security-policy': policy })
  }
}

function firstOf(files: ReadonlyMap<string, StaticFile>, ...paths: string[]): StaticFile | undefined {
  return paths.map((path) => files.get(path)).find((file) => file !== undefined)
}
