/**
 * `npm run example:partner`: a neighbourhood's app at http://localhost:8789 beside `npm start`, with the city's pages in its
 * own. `BASE_URL` says where the city is, `PORT` another port (an origin that the demo has not registered is refused).
 */
import { createServer } from 'node:http'
import { partnerServer } from './app.ts'
import { DEMO_INTEGRATION, demoKey } from './demo-key.ts'

const port = Number(process.env.PORT ?? '8789')
const service = process.env.BASE_URL ?? 'http://localhost:8787'
const origin = `http://localhost:${port}`
const people = [
  { subject: 'owner-0301', name: '3 幢 01 室业主' },
  { subject: 'owner-0502', name: '5 幢 02 室业主', begin: { address: '5 幢 02 室' } },
]
createServer(partnerServer({ service, origin, integration: DEMO_INTEGRATION, key: demoKey(), people })).listen(
  port,
  () => console.log(`${origin}/ holds pages of ${service}`),
)
