/** How WeChat says that somebody has refused, now or earlier; and that they closed its layer without choosing. */
const DENIED = /auth den|authorize|permission|privacy/i
const CLOSED = /cancel/i

/**
 * What became of asking for something of the phone's own: refused, or nothing chosen.
 * @throws what was thrown, where it is neither
 */
export function whyNot(error: unknown): 'denied' | 'closed' {
  const { errMsg = '' } = (error ?? {}) as { errMsg?: string }
  if (DENIED.test(errMsg)) return 'denied'
  if (CLOSED.test(errMsg)) return 'closed'
  throw error
}
