/** The journeys of a resident that the portal runs as well, on the built mini-program. */
import { afterAll, beforeAll } from 'vitest'
import { residentJourneys } from '../faces/journeys.ts'
import { miniappFace } from '../faces/miniapp.ts'
import { castOf, type Cast } from '../support/cast.ts'
import { startServer, type RunningServer } from '../support/server.ts'

let server: RunningServer
let cast: Cast
beforeAll(async () => {
  server = await startServer()
  cast = await castOf(server.url)
})
afterAll(async () => void (await server?.stop()))

const world = {
  get url() {
    return server.url
  },
  get cast() {
    return cast
  },
}
residentJourneys('miniapp', world, (who) => miniappFace(world, who))
