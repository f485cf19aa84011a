import type { Host, StoredFile } from '../../phone.ts'
import { handed, isTemporary } from '../handed.ts'
import { settle, type Answering, type Option } from '../wx.ts'
import { fromBase64, toBase64, utf8, utf8Of } from './bytes.ts'

/** Where the program's own files lie. */
export const USER_DATA = 'wxfile://usr'
const FULL = 'the maximum size of the file storage limit is exceeded'

export interface Files {
  readonly stored: Map<string, StoredFile>
  /** Where the bytes of a path are; null when there is no such file, as after the program ended. */
  source(path: string): { filePath: string; base64?: string } | null
  /** Makes a temporary file of these bytes. */
  temporary(end: string, base64: string): string
  readonly answers: Record<string, Answering>
}

/** Files of a phone: temporary ones as they were handed out, saved ones, and those that the program wrote. */
export function createFiles(before: Record<string, StoredFile>, limit: number, host: Host): Files {
  const stored = new Map(Object.entries(before))
  const made = new Map<string, string>()
  const folders = new Set([USER_DATA])
  const missing = (path: string) => new Error(`no such file or directory, open ${path}`)

  const sizeOf = (path: string) => stored.get(path)?.size ?? (isTemporary(path) ? handed.get(path) : undefined)
  function source(path: string): ReturnType<Files['source']> {
    const file = stored.get(path)
    if (file) return { filePath: file.from ?? path, ...(file.base64 === undefined ? {} : { base64: file.base64 }) }
    if (!isTemporary(path) || !handed.has(path)) return null
    const base64 = made.get(path)
    return { filePath: path, ...(base64 === undefined ? {} : { base64 }) }
  }
  function put(path: string, file: Omit<StoredFile, 'createdAt'>): void {
    const others = [...stored].filter(([name]) => name !== path).reduce((sum, [, { size }]) => sum + size, 0)
    if (others + file.size > limit) throw new Error(FULL)
    stored.set(path, { ...file, createdAt: Date.now() })
  }
  function copy(from: string, to: string): void {
    const found = source(from)
    if (!found) throw missing(from)
    const { filePath, base64 } = found
    put(to, { size: sizeOf(from) ?? 0, ...(base64 === undefined ? { from: filePath } : { base64 }) })
  }
  function ownPath(path: string): string {
    if (!path.startsWith(`${USER_DATA}/`)) throw new Error(`permission denied, open ${path}`)
    return path
  }
  function savedPath(temporary: string): string {
    const end = /\.\w+$/.exec(temporary)?.[0] ?? ''
    let n = stored.size + 1
    while (stored.has(`wxfile://store_${n}${end}`)) n += 1
    return `wxfile://store_${n}${end}`
  }
  function drop(path: string): void {
    if (!stored.delete(path)) throw missing(path)
  }
  function write(path: string, data: unknown, encoding: unknown, before?: Uint8Array): void {
    const text = String(data)
    const added =
      data instanceof ArrayBuffer ? new Uint8Array(data) : encoding === 'base64' ? fromBase64(text) : utf8(text)
    const whole = Uint8Array.from([...(before ?? []), ...added])
    put(ownPath(path), { base64: toBase64(whole), size: whole.length })
  }
  function written(path: string): Uint8Array {
    const base64 = source(path)?.base64
    if (base64 === undefined) throw missing(path)
    return fromBase64(base64)
  }
  const said = (bytes: Uint8Array, encoding: unknown) =>
    encoding === undefined ? bytes.buffer : encoding === 'base64' ? toBase64(bytes) : utf8Of(bytes)
  function stat(path: string) {
    const size = sizeOf(path)
    const folder = folders.has(path)
    if (size === undefined && !folder) throw missing(path)
    const at = (stored.get(path)?.createdAt ?? 0) / 1000
    const kind = { isFile: () => !folder, isDirectory: () => folder }
    return { mode: 33188, size: size ?? 0, lastAccessedTime: at, lastModifiedTime: at, ...kind }
  }
  const list = () =>
    [...stored]
      .filter(([name]) => !name.startsWith(USER_DATA))
      .map(([filePath, { size, createdAt }]) => ({ filePath, size, createTime: Math.floor(createdAt / 1000) }))

  type Work = (...args: unknown[]) => unknown
  /** By name: the options in the order of the call that waits for nothing, what is done, and how its answer is named. */
  const operations: Record<string, [keys: string[], work: Work, answer?: string]> = {
    // The temporary file is moved, not copied.
    saveFile: [
      ['tempFilePath', 'filePath'],
      (from, to) => {
        if (!isTemporary(String(from))) throw new Error('tempFilePath is not a temporary file')
        const path = typeof to === 'string' ? ownPath(to) : savedPath(String(from))
        copy(String(from), path)
        handed.delete(String(from))
        return path
      },
      'savedFilePath',
    ],
    access: [['path'], (path) => void stat(String(path))],
    unlink: [['filePath'], (path) => drop(String(path))],
    removeSavedFile: [['filePath'], (path) => drop(String(path))],
    copyFile: [['srcPath', 'destPath'], (from, to) => copy(String(from), ownPath(String(to)))],
    rename: [
      ['oldPath', 'newPath'],
      (from, to) => {
        copy(String(from), ownPath(String(to)))
        drop(String(from))
      },
    ],
    mkdir: [['dirPath', 'recursive'], (path) => void folders.add(ownPath(String(path)))],
    rmdir: [['dirPath', 'recursive'], (path) => void folders.delete(String(path))],
    readdir: [
      ['dirPath'],
      (path) =>
        [...stored.keys()].filter((name) => name.startsWith(`${String(path)}/`)).map((name) => name.split('/').pop()),
      'files',
    ],
    writeFile: [['filePath', 'data', 'encoding'], (path, data, encoding) => write(String(path), data, encoding)],
    appendFile: [
      ['filePath', 'data', 'encoding'],
      (path, data, encoding) => write(String(path), data, encoding, written(String(path))),
    ],
    readFile: [['filePath', 'encoding'], (path, encoding) => said(written(String(path)), encoding), 'data'],
    stat: [['path', 'recursive'], (path) => stat(String(path)), 'stats'],
    getFileInfo: [['filePath'], (path) => stat(String(path)).size, 'size'],
    getSavedFileList: [[], list, 'fileList'],
  }

  const answers: Record<string, Answering> = {}
  for (const [name, [keys, work, answer]] of Object.entries(operations)) {
    const later: Answering = (given) => {
      const option = (given ?? {}) as Option
      try {
        const value = work(...keys.map((key) => option[key]))
        settle(name, option, { success: answer === undefined ? {} : { [answer]: value } })
      } catch (error) {
        settle(name, option, { fail: `${name}:fail ${(error as Error).message}` })
      }
    }
    answers[`FileSystemManager.${name}`] = later
    answers[`FileSystemManager.${name}Sync`] = (...args) => {
      try {
        return work(...args)
      } catch (error) {
        throw new Error(`${name}Sync:fail ${(error as Error).message}`, { cause: error })
      }
    }
  }
  // What lies outside of the program, such as a photo, is fetched first.
  answers['FileSystemManager.readFile'] = (given) => {
    const option = given as Option
    const found = source(String(option['filePath']))
    const fail = () =>
      settle('readFile', option, { fail: `readFile:fail ${missing(String(option['filePath'])).message}` })
    if (!found) return fail()
    const bytes = found.base64 ?? host.picture(found.filePath).then((address) => address.split(',')[1] ?? '')
    Promise.resolve(bytes).then(
      (base64) => settle('readFile', option, { success: { data: said(fromBase64(base64), option['encoding']) } }),
      fail,
    )
  }
  function temporary(end: string, base64: string): string {
    const path = `wxfile://tmp/made-${made.size + 1}.${end}`
    made.set(path, base64)
    return path
  }
  return { stored, source, temporary, answers }
}
