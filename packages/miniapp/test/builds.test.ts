/** The same sources for other platforms: both are built, read, and the one for browsers opened once. */
import { createReadStream, existsSync, readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { templateProblems } from '@civicgrid/miniapp-harness'
import { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import { parse } from 'acorn'
import { expect, onTestFinished, test } from 'vitest'
import { launchBrowser, PHONE } from '../../../e2e/support/browser.ts'
import { prepareMiniapp } from '../../../tools/prepare-miniapp.ts'

const MIME: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** Serves a folder until the test ends. */
async function serve(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://here').pathname
    const file = join(folder, path === '/' ? 'index.html' : path)
    if (!existsSync(file)) return void response.writeHead(404).end()
    response.setHeader('content-type', MIME[extname(file)] ?? 'application/octet-stream')
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

test('for Alipay: every page has its files, and every script and template can be read', async () => {
  const dist = await prepareMiniapp('haitang', 'alipay')
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  const read = (name: string) => readFileSync(join(dist, name), 'utf8')
  const { pages } = JSON.parse(read('app.json')) as { pages: string[] }
  for (const page of pages) for (const end of ['.js', '.json', '.axml']) expect(names, page).toContain(`${page}${end}`)
  for (const name of names.filter((each) => each.endsWith('.js')))
    expect(() => parse(read(name), { ecmaVersion: 2018, sourceType: 'script' }), name).not.toThrow()
  for (const name of names.filter((each) => each.endsWith('.axml')))
    expect(templateProblems(read(name)), name).toEqual([])
  expect(read('base.axml')).toContain('aria-label="{{')
})

test('for browsers: it opens to its home, and says so where there is no service', async () => {
  const address = await serve(await prepareMiniapp('haitang', 'h5'))
  const browser = await launchBrowser()
  onTestFinished(() => browser.close())
  const page = await browser.newPage(PHONE)
  const thrown: string[] = []
  page.on('pageerror', (error) => thrown.push(error.message))
  await page.route(/^https:/, (route) => route.abort())
  await page.goto(address)
  await page.getByText(resident['home.send'], { exact: true }).first().waitFor()
  expect(thrown).toEqual([])
})
