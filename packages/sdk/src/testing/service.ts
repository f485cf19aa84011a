import { ACCOUNT_HEADER, CivicError, FILE_FIELD, FILES_PATH, LIVE_PATH, REALM_HEADER } from '@civicgrid/contracts'
import { bodyOfData, bodyOfError, civicErrorOf, jsonAnswer, keyIn } from './answer.ts'
import type { Faults } from './faults.ts'
import type { MockFiles } from './files.ts'
import type { MockLive } from './live.ts'
import { accountOf, type MockSessions } from './people.ts'
import type { SeenCall } from './types.ts'
import { personOf, type Caller, type Path, type Procedure, type Procedures } from './procedures.ts'

export interface ServiceParts {
  readonly procedures: Procedures
  readonly sessions: MockSessions
  readonly files: MockFiles
  readonly faults: Faults
  readonly seen: SeenCall[]
  readonly live: MockLive
}

const RPC = '/trpc/'
const UPLOAD = 'files.upload'

/** What `fetch` gives where no network is. */
const networkCut = () => new TypeError('fetch failed: the mock has cut the network')

/** The mock as one function from request to answer. */
export function createService({ procedures, sessions, files, faults, seen, live }: ServiceParts) {
  /** By who asked, the procedure and the key: the same command again gets the same answer. */
  const answered = new Map<string, { body: string; data: unknown }>()
  let requests = 0

  function callerOf({ headers, credentials }: Request): Caller {
    const realm = headers.get(REALM_HEADER) === 'staff' ? 'staff' : 'resident'
    const bearer = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1]
    const cookies = credentials === 'include' || credentials === 'same-origin'
    const person = bearer ? sessions.byToken(bearer) : cookies ? sessions.byCookie(realm) : undefined
    // A token that nobody gave is no guest: the client is to ask for another one.
    if (bearer && !person) throw new CivicError('UNAUTHENTICATED', { message: 'no such token' })
    const account = headers.get(ACCOUNT_HEADER)
    return { realm, person: account === null || (person && accountOf(person) === account) ? person : undefined }
  }

  async function once(path: string, { person }: Caller, headers: Headers, input: unknown, run: () => unknown) {
    const key = `${person?.persona ?? ''} ${path} ${keyIn(headers)}`
    const body = JSON.stringify(input ?? null)
    const before = answered.get(key)
    if (before && before.body !== body) throw new CivicError('IDEMPOTENCY_CONFLICT')
    if (before) return before.data
    const data = await run()
    answered.set(key, { body, data })
    return data
  }

  async function call(path: string, request: Request, input: unknown): Promise<unknown> {
    const procedure: Procedure<unknown> | undefined = procedures[path as Path]
    if (!procedure) throw new CivicError('NOT_FOUND', { message: `the mock has no procedure ${path}` })
    const caller = callerOf(request)
    seen.push({ procedure: path, input, by: caller.person?.persona ?? null })
    if (procedure.command !== (request.method === 'POST'))
      throw new CivicError('BAD_INPUT', { message: 'unreadable request' })
    if (!procedure.command) return procedure.run(input, caller)
    return once(path, caller, request.headers, input, () => procedure.run(input, caller))
  }

  async function upload(request: Request): Promise<unknown> {
    const caller = callerOf(request)
    const person = caller.person ?? personOf(caller, 'resident')
    const part = (await request.formData()).get(FILE_FIELD)
    if (!(part instanceof Blob)) throw new CivicError('BAD_INPUT', { fields: { [FILE_FIELD]: 'type' } })
    const bytes = new Uint8Array(await part.arrayBuffer())
    seen.push({ procedure: UPLOAD, input: { bytes: bytes.length }, by: person.persona })
    return once(UPLOAD, caller, request.headers, bytes.length, () => files.keep(bytes, person))
  }

  /** One outcome a procedure, as tRPC batches them. */
  async function rpc(paths: string[], request: Request, url: URL, requestId: string): Promise<Response> {
    const text = request.method === 'POST' ? await request.text() : (url.searchParams.get('input') ?? '')
    const said: unknown = text === '' ? undefined : JSON.parse(text)
    const isBatch = url.searchParams.has('batch')
    const inputs = isBatch ? (said as Record<string, unknown> | undefined) : { 0: said }
    const outcomes: { body: unknown; status: number; error?: CivicError }[] = []
    for (const [i, path] of paths.entries()) {
      try {
        const fault = faults.take([path])
        if (fault?.cut === 'before') throw networkCut()
        if (fault?.code) throw new CivicError(fault.code, { retryAfterMs: fault.retryAfterMs ?? null })
        const data = await call(path, request, inputs?.[i])
        if (fault?.cut === 'after') throw networkCut()
        outcomes.push({ body: bodyOfData(data), status: 200 })
      } catch (thrown) {
        if (thrown instanceof TypeError && thrown.message.startsWith('fetch failed')) throw thrown
        const error = civicErrorOf(thrown)
        outcomes.push({ body: bodyOfError(error, requestId), status: error.status, error })
      }
    }
    const [first] = outcomes
    if (!first) throw new CivicError('NOT_FOUND', { message: 'no such procedure' })
    if (!isBatch) return jsonAnswer(first.body, first.status, requestId, first.error)
    const same = outcomes.every(({ status }) => status === first.status)
    return jsonAnswer(
      outcomes.map(({ body }) => body),
      same ? first.status : 207,
      requestId,
    )
  }

  async function route(request: Request, requestId: string): Promise<Response> {
    const url = new URL(request.url)
    if (url.pathname.startsWith(RPC)) return rpc(url.pathname.slice(RPC.length).split(','), request, url, requestId)
    if (url.pathname === FILES_PATH && request.method === 'POST') {
      const fault = faults.take([UPLOAD])
      if (fault?.cut === 'before') throw networkCut()
      if (fault?.code) throw new CivicError(fault.code, { retryAfterMs: fault.retryAfterMs ?? null })
      const kept = await upload(request)
      if (fault?.cut === 'after') throw networkCut()
      return jsonAnswer(kept, 200, requestId)
    }
    if (url.pathname.startsWith(LIVE_PATH) && request.method === 'GET') {
      const fault = faults.take(['progress.live'])
      if (fault?.cut) throw networkCut()
      if (fault?.code) throw new CivicError(fault.code, { retryAfterMs: fault.retryAfterMs ?? null })
      const { actor } = callerOf(request).person ?? {}
      if (!actor) throw new CivicError('UNAUTHENTICATED', { message: 'sign in first' })
      const code = decodeURIComponent(url.pathname.slice(LIVE_PATH.length))
      seen.push({ procedure: 'progress.live', input: { code }, by: callerOf(request).person?.persona ?? null })
      return live(actor, code, url.searchParams.get('after'), request.signal)
    }
    const file = files.get(url.pathname.replace('/files/', ''))
    if (file) return new Response(file.bytes, { headers: { 'content-type': file.view.mime } })
    throw new CivicError('NOT_FOUND', { message: 'nothing is here' })
  }

  return {
    /** @throws TypeError as `fetch` does, where the network is cut */
    async answer(request: Request): Promise<Response> {
      const requestId = `mock-${(requests += 1)}`
      try {
        return await route(request, requestId)
      } catch (thrown) {
        if (thrown instanceof TypeError && thrown.message.startsWith('fetch failed')) throw thrown
        const error = civicErrorOf(thrown)
        return jsonAnswer(bodyOfError(error, requestId), error.status, requestId, error)
      }
    },
    forget: () => answered.clear(),
  }
}
