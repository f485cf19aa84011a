import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { INTEGRATION_SCOPES, type CityText } from '@civicgrid/contracts'
import { admitIntegration } from '../integrations/index.ts'
import type { Db } from '../kernel/index.ts'

// A partner of the demo, which `npm run example:partner` plays: as an administrator would have registered it.

const PUBLIC_ID = 'civic_demo-neighbourly'
/** Where the example runs on a developer's machine. */
const ORIGIN = 'http://localhost:8789'
const NAME: CityText = { 'zh-CN': '邻里通', en: 'Neighbourly' }
const PURPOSE: CityText = {
  'zh-CN': '业主在小区应用里向城市反映问题、查看进度',
  en: 'Residents of an estate report problems to the city from its app, and see what becomes of them',
}
const DAYS = 300
const DAY = 86_400_000
/** PKCS#8 of an Ed25519 key, up to its 32 bytes. */
const HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The public half of a key that is made of the integration's name: known to everybody, for a demo alone. */
function demoJwk(): Record<string, unknown> & { kid: string } {
  const seed = createHash('sha256').update(`civicgrid demo integration ${PUBLIC_ID}`).digest()
  const key = createPrivateKey({ key: Buffer.concat([HEAD, seed]), format: 'der', type: 'pkcs8' })
  return { ...createPublicKey(key).export({ format: 'jwk' }), kid: 'demo', use: 'sig' }
}

/** @param jurisdiction area path of the whole city @param now when it was admitted */
export async function seedPartner(db: Db, jurisdiction: string, now: number): Promise<void> {
  await db.work((tx) =>
    admitIntegration(
      tx,
      {
        publicId: PUBLIC_ID,
        name: NAME,
        operator: '邻里通（演示）',
        purpose: PURPOSE,
        areaPath: jurisdiction,
        origins: [ORIGIN],
        redirects: [`${ORIGIN}/callback`],
        jwk: demoJwk(),
        scopes: INTEGRATION_SCOPES,
        until: now + DAYS * DAY,
      },
      now,
    ),
  )
}
