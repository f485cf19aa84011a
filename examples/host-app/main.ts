/**
 * `npm run example:host`: the super-app at http://localhost:8788 beside `npm start`. `CITY` says which of the demo cities is
 * served there, `BASE_URL` where, `HOST_APP` which of its apps this is; each has a port of its own, so both may run at once,
 * and `PORT` says another.
 */
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildScript } from '../../packages/sdk/build/build.ts'
import { hostApp } from './app.ts'
import { demoKey } from './demo-key.ts'

const city = process.env.CITY ?? 'haitang'
const portal = process.env.BASE_URL ?? 'http://localhost:8787'
const folder = new URL(`../../cities/${city}/`, import.meta.url)
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))

const apps = read('hosts.json') as {
  code: string
  name: { 'zh-CN': string }
  audience: string
  start: string
  jurisdictions: string[]
}[]
const registered = apps.find(({ code }) => code === (process.env.HOST_APP ?? apps[0]?.code))
if (!registered) throw new Error(`${city} has no such host app; it has ${apps.map(({ code }) => code).join(', ')}`)
const residents = read('residents.json') as { code: string; name: { 'zh-CN': string }; phone: string }[]
const address = new URL(registered.start)
if (process.env.PORT) address.port = process.env.PORT
const { origin, port } = address

const script = await buildScript(mkdtempSync(join(tmpdir(), 'civic-host-')), 'bridge')
createServer(
  hostApp({
    name: registered.name['zh-CN'],
    origin,
    portal,
    service: portal,
    hostApp: registered.code,
    audience: registered.audience,
    key: demoKey(registered.code),
    people: residents.map(({ code, name, phone }) => ({ subject: code, name: name['zh-CN'], phone })),
    jurisdiction: registered.jurisdictions[0] ?? '/',
    bridge: readFileSync(script, 'utf8'),
  }),
).listen(Number(port), () => console.log(`${registered.name['zh-CN']} ${origin}/ holds the portal of ${portal}`))
