import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { docsRoute } from './docs.route.ts'

function site() {
  const folder = mkdtempSync(join(tmpdir(), 'civic-docs-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'zh'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<title>home</title><script>let a = 1</script>')
  writeFileSync(join(folder, '404.html'), '<title>nothing here</title>')
  writeFileSync(join(folder, 'sdk.html'), '<title>sdk</title>')
  writeFileSync(join(folder, 'zh', 'index.html'), '<title>首页</title>')
  writeFileSync(join(folder, 'assets', 'app.yRvLJ6c1.js'), 'let b = 2')
  const route = docsRoute(folder)
  const incoming = new IncomingMessage(new Socket())
  const get = async (path: string, method = 'GET') =>
    (
      await route({
        request: new Request(`http://test${path}`),
        incoming,
        outgoing: new ServerResponse(incoming),
        method,
        path,
        query: '',
        requestId: 'r',
        address: '127.0.0.1',
      })
    )?.response
  return { get, finish: () => writeFileSync(join(folder, '.built-from'), 'x') }
}

test('pages are found without their ending, in both languages, under a policy that names their own scripts', async () => {
  const { get, finish } = site()
  finish()
  expect((await get('/docs'))?.headers.get('location')).toBe('/docs/')
  const home = await get('/docs/')
  expect(await home?.text()).toContain('home')
  expect(home?.headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-/)
  expect(home?.headers.get('content-security-policy')).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/)
  expect(await (await get('/docs/sdk'))?.text()).toContain('sdk')
  expect(await (await get('/docs/zh/'))?.text()).toContain('首页')
  expect((await get('/docs/assets/app.yRvLJ6c1.js'))?.headers.get('cache-control')).toContain('immutable')
})

test('what is not there is a page that says so, and no way out of the folder', async () => {
  const { get, finish } = site()
  finish()
  for (const path of ['/docs/nothing', '/docs/../package.json', '/docs/%2e%2e/package.json', '/docs/.built-from']) {
    const missing = await get(path)
    expect([missing?.status, await missing?.text()], path).toEqual([404, '<title>nothing here</title>'])
  }
  expect(await get('/docsx')).toBeUndefined()
  expect(await get('/docs/', 'POST')).toBeUndefined()
})

test('before the site is made a request is told to come again, and afterwards it is served', async () => {
  const { get, finish } = site()
  expect((await get('/docs/'))?.status).toBe(503)
  finish()
  expect((await get('/docs/'))?.status).toBe(200)
})
