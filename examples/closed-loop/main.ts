/** `npm run example:loop`: against `BASE_URL`, by default the server of `npm start`. The last line is JSON. */
import { turn } from './loop.ts'

const baseUrl = process.env.BASE_URL ?? 'http://localhost:8787'
try {
  console.log(JSON.stringify(await turn(baseUrl, console.log)))
} catch (error) {
  console.error(`The loop did not close at ${baseUrl}:`, error)
  process.exitCode = 1
}
