import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { createStatic, type Static } from './static.ts'

const PLAIN = `plain${' '.repeat(2000)}`
const root = mkdtempSync(join(tmpdir(), 'civic-static-'))
const put = (name: string, text: string): void => {
  mkdirSync(join(root, 'dist', name, '..'), { recursive: true })
  writeFileSync(join(root, 'dist', name), text)
}
let serve: Static
const get = (path: string, acceptEncoding = '', ifNoneMatch?: string): Promise<Response | undefined> =>
  serve(path, { acceptEncoding, ifNoneMatch })

beforeAll(() => {
  writeFileSync(join(root, 'secret.json'), 'secret')
  put(
    'index.html',
    `${' '.repeat(1000)}<title>portal</title><script>start()</script><script type="module" src="/assets/app-B1c2D3e4.js"></script>`,
  )
  put('desk.html', '<title>desk</title>')
  put('send/index.html', '<title>send</title>')
  put('assets/app-B1c2D3e4.js', PLAIN)
  put('assets/app-B1c2D3e4.js.br', 'brotli')
  put('assets/app-B1c2D3e4.js.gz', 'gzip')
  put('favicon.svg', '<svg/>')
  put('csp.json', '{}')
  put('notes.md', 'not for serving')
  serve = createStatic(join(root, 'dist'), ['https://tiles.example.cn'])
})

test.each([
  ['/', 'portal'],
  ['/appeals/K7', 'portal'],
  ['/send', 'send'],
  ['/send/', 'send'],
  ['/desk', 'desk'],
  ['/desk/orders/K7', 'desk'],
])('%s is a page of the %s', async (path, title) => {
  expect(await (await get(path))?.text()).toContain(`<title>${title}</title>`)
})

test('an asset with a hash in its name is kept for ever, a page is asked for again', async () => {
  expect((await get('/assets/app-B1c2D3e4.js'))?.headers.get('cache-control')).toBe(
    'public, max-age=31536000, immutable',
  )
  expect((await get('/'))?.headers.get('cache-control')).toBe('no-cache')
  expect((await get('/favicon.svg'))?.headers.get('cache-control')).toBe('no-cache')
})

test.each([
  ['gzip, deflate, br', 'br', 'brotli'],
  ['gzip', 'gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip', 'gzip'],
  ['', null, PLAIN],
])('for "%s" the asset comes as %s', async (accept, encoding, text) => {
  const response = await get('/assets/app-B1c2D3e4.js', accept)
  expect(response?.headers.get('content-encoding')).toBe(encoding)
  expect(response?.headers.get('vary')).toBe('accept-encoding')
  expect(await response?.text()).toBe(text)
})

test('what the build did not pack is packed here, and what is tiny is left alone', async () => {
  const page = await get('/appeals/K7', 'gzip, br')
  expect(page?.headers.get('content-encoding')).toBe('br')
  expect(brotliDecompressSync((await page?.arrayBuffer()) ?? '').toString()).toContain('<title>portal</title>')
  expect((await get('/favicon.svg', 'gzip, br'))?.headers.get('content-encoding')).toBeNull()
})

test('a page with a prerendered start has an empty one for all others', async () => {
  put('app.html', '<title>empty</title>')
  const later = createStatic(join(root, 'dist'), [])
  const at = async (path: string) => (await later(path, { acceptEncoding: '', ifNoneMatch: undefined }))?.text()
  expect(await at('/')).toContain('portal')
  expect(await at('/appeals/K7')).toContain('empty')
})

test('what has not changed is not sent again', async () => {
  const etag = (await get('/'))?.headers.get('etag') ?? ''
  const again = await get('/', '', `W/"other", ${etag}`)
  expect(again?.status).toBe(304)
})

test('a page may run its own inline script and no other, and load tiles from the city’s source', async () => {
  const policy = (await get('/'))?.headers.get('content-security-policy') ?? ''
  // sha256 of `start()`
  expect(policy).toContain("script-src 'self' 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00=';")
  expect(policy).toContain('https://tiles.example.cn')
  expect(policy).not.toMatch(/script-src[^;]*unsafe/)
})

test.each([
  '/../secret.json',
  '/%2e%2e/secret.json',
  '/..%2fsecret.json',
  '/assets/../../secret.json',
  '//secret.json',
  '/notes.md',
  '/csp.json',
  '/missing.js',
  '/.env',
  '/assets/app-B1c2D3e4.js.br',
  '/constructor.js',
])('%s gives nothing away', async (path) => {
  expect(await get(path)).toBeUndefined()
})

test('a link out of the folder is followed by nobody but the build', async () => {
  symlinkSync(join(root, 'secret.json'), join(root, 'dist', 'later.json'))
  expect(await get('/later.json')).toBeUndefined()
})

test('without a build nothing is served', async () => {
  expect(
    await createStatic(join(root, 'absent'), [])('/', { acceptEncoding: '', ifNoneMatch: undefined }),
  ).toBeUndefined()
})
