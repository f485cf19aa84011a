import {
  CivicError,
  EMBED_PATH,
  EMBED_SESSIONS_PATH,
  EMBED_SETTINGS_PATH,
  GUEST,
  embedSchema,
} from '@civicgrid/contracts'
import { TRPCError } from '@trpc/server'
import type { z } from 'zod'
import type { Embedding } from '../integrations/embed/embed.service.ts'
import { withCappedBody } from './body.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Incoming, Route } from './request.ts'
import type { Static } from './static.ts'

const MAX_BYTES = 4 * 1024

export interface EmbedRouteOptions {
  embedding: Embedding
  rateLimits: RateLimits
  serve: Static
}

/** Scripts for partners' pages, which fetch them from another site. A new release is there within minutes. */
const SCRIPTS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
}

/** What our page in a frame asks before it has a session, for nobody in particular. */
export function embedRoute({ embedding, rateLimits, serve }: EmbedRouteOptions): Route {
  async function settings({ query, address }: Incoming) {
    await rateLimits.take('ticket', GUEST, address)
    const asked = read(embedSchema.embedSettingsInput, Object.fromEntries(new URLSearchParams(query)))
    return Response.json(await embedding.settings(asked.integration), { headers: { 'cache-control': 'no-store' } })
  }
  async function open({ request, address }: Incoming) {
    await rateLimits.take('ticket', GUEST, address)
    const opened = await embedding.open(read(embedSchema.openEmbedInput, await bodyOf(request)))
    return Response.json(opened, { status: 201, headers: { 'cache-control': 'no-store' } })
  }

  /**
   * A page for a partner's frame: only pages of that very integration's origins may hold it, and nothing in it may make script
   * of text. Of an integration that is not at work nobody may.
   */
  async function page(incoming: Incoming): Promise<Response | undefined> {
    const { path, query, incoming: asked } = incoming
    const answer = await serve(path, {
      acceptEncoding: asked.headers['accept-encoding'],
      ifNoneMatch: asked.headers['if-none-match'],
    })
    const policy = answer?.headers.get('content-security-policy')
    if (!answer || !policy) return answer
    const integration = embedSchema.embedSettingsInput.safeParse(Object.fromEntries(new URLSearchParams(query)))
    const { origins } = integration.success
      ? await embedding.settings(integration.data.integration).catch(() => ({ origins: [] }))
      : { origins: [] }
    const headers = new Headers(answer.headers)
    headers.set('content-security-policy', framed(policy, origins))
    // Another integration's page is another answer, whose text is the same.
    headers.delete('etag')
    headers.set('cross-origin-resource-policy', 'cross-origin')
    return new Response(answer.body, { status: answer.status, headers })
  }

  return async (incoming) => {
    const { path, method } = incoming
    const reads = method === 'GET' || method === 'HEAD'
    if (path === EMBED_SETTINGS_PATH && reads) return { route: 'embed:settings', response: await settings(incoming) }
    if (path === EMBED_SESSIONS_PATH && method === 'POST')
      return { route: 'embed:session', actor: 'integration', response: await open(incoming) }
    if (!path.startsWith(`${EMBED_PATH}/`) || !reads) return undefined
    const isScript = path.startsWith(`${EMBED_PATH}/v1/`)
    const response = await page(incoming)
    if (!response) return undefined
    if (isScript) for (const [name, value] of Object.entries(SCRIPTS)) response.headers.set(name, value)
    return { route: isScript ? 'embed:script' : 'embed:page', response }
  }
}

/** As tRPC refuses an input, so that the fields are named in one way. */
function read<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input)
  if (!parsed.success) throw new TRPCError({ code: 'BAD_REQUEST', cause: parsed.error })
  return parsed.data
}

/** `'none'` stands alone. */
export const framed = (policy: string, origins: readonly string[]): string =>
  [
    policy.replace(/frame-ancestors [^;]*/, `frame-ancestors ${origins.length > 0 ? origins.join(' ') : "'none'"}`),
    "require-trusted-types-for 'script'",
    // The framework's own, through which markup of its templates goes that never changes.
    'trusted-types vue',
  ].join('; ')

async function bodyOf(request: Request): Promise<unknown> {
  const text = await (await withCappedBody(request, MAX_BYTES)).text()
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CivicError('BAD_INPUT', { message: 'not JSON', fields: { body: 'format' }, cause })
  }
}
