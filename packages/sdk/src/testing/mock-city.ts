import type { Fetch } from '../transport/http.ts'
import { demoSession } from '../session/demo-session.ts'
import { createAppeals } from './appeals.ts'
import { createBoard } from './board.ts'
import { chanceOf } from './chance.ts'
import { loadMock } from './city.ts'
import { clockFrom } from './clock.ts'
import { createDesk, playScript } from './desk.ts'
import { createFaults } from './faults.ts'
import { createFiles } from './files.ts'
import { createHost, createTickets, HOST_APP } from './host.ts'
import { createLive } from './live.ts'
import { loopProcedures } from './loop.ts'
import { createNeighbours } from './neighbours.ts'
import { createSessions, identityProcedures } from './people.ts'
import { createService } from './service.ts'
import type { MakeMockCity, SeenCall } from './types.ts'

const MONDAY_MORNING = '2026-03-02T01:30:00.000Z'

export const mockCity: MakeMockCity = (options = {}) => {
  const { baseUrl = 'https://mock.civicgrid.example', now = MONDAY_MORNING, seed = 1, script = [] } = options
  const city = loadMock()
  const chance = chanceOf(seed)
  const files = createFiles(chance)
  const faults = createFaults()
  const sessions = createSessions(city.people)
  const seen: SeenCall[] = []
  const clock = clockFrom(now, (until, stop) => playScript(script, { appeals, city: city.appeals, desk }, until, stop))
  const appeals = createAppeals({ city, files, chance, now: clock.now })
  const neighbours = createNeighbours(appeals, city, clock.now)
  const board = createBoard(appeals, city, files)
  const desk = createDesk(appeals, city, board.publish)
  const tickets = createTickets(sessions, chance)
  const procedures = {
    ...identityProcedures(city, sessions, [HOST_APP]),
    ...tickets.procedures,
    ...loopProcedures(appeals, city),
    ...neighbours.procedures,
    ...board.procedures,
  }
  const live = createLive(appeals)
  const service = createService({ procedures, sessions, files, faults, seen, live })
  const fetch: Fetch = (url, init) => service.answer(new Request(url, init))

  async function resolve({ request }: { request: Request }): Promise<Response> {
    // What `fetch` says by throwing a worker has to say by an answer of its own.
    return service.answer(request).catch(() => Response.error())
  }

  return {
    baseUrl,
    fetch,
    clock,
    desk,
    host: createHost(city.people, tickets),
    seen,
    as: (persona) => ({
      baseUrl,
      fetch,
      session: demoSession({ persona }),
      realm: city.people.get(persona)?.actor.kind === 'staff' ? 'staff' : 'resident',
    }),
    handlers: (http) => [http.all(`${baseUrl}/*`, resolve)],
    fail: (fault) => faults.add(fault),
    reset() {
      appeals.clear()
      neighbours.clear()
      files.clear()
      faults.clear()
      service.forget()
      sessions.signOut('resident')
      sessions.signOut('staff')
      seen.length = 0
    },
  }
}
