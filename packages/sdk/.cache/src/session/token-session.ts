import { credentialsOver, type Session } from './session.ts'

/**
 * The embedding page brings the token.
 * @param give is asked for a token before the first request, and again (`stale: true`) when the server no longer takes
 * it; null speaks as a guest. It is asked once at a time, however many requests wait.
 */
export const tokenSession =
  (give: (asked: { stale: boolean }) => Promise<string | null> | string | null): Session =>
  () =>
    credentialsOver(async (stale) => ({ token: await give({ stale }) }))
