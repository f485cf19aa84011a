/** By which door somebody came in. */
export const SESSION_VIAS = ['demo', 'host', 'wechat', 'phone', 'password', 'passkey', 'oidc'] as const
export type SessionVia = (typeof SESSION_VIAS)[number]

/** What is sensitive asks for a proof of who one is that is no older. */
export const STRONG_MS = 10 * 60_000
