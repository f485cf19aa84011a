import { findHolder, type PortalLink } from './frame.ts'
import { kindOf, nativeLink, type HostKind } from './native.ts'

/** The longest that a portal waits for a host to answer. */
const FIND_MS = 3_000

/** A registered app, as `identity.hostApps()` says. */
export interface RegisteredHost {
  code: string
  frames: readonly string[]
}

/** Where the portal is: a hint for what to offer, never a proof of who somebody is. */
export interface FoundHost {
  kind: HostKind
  /** To the host; null where there is none, or where it does not answer. */
  link: PortalLink | null
  /** Code of the app that it says it is; null where it says none that is registered. */
  hostApp: string | null
}

/** Settles within three seconds and never rejects. */
export async function findHost(
  apps: readonly RegisteredHost[],
  { timeoutMs = FIND_MS, page = window }: { timeoutMs?: number; page?: Window } = {},
): Promise<FoundHost> {
  const kind = kindOf(page)
  const origins = apps.flatMap(({ frames }) => frames)
  const found =
    kind === 'frame' ? await findHolder(origins, timeoutMs, page) : await nativeLink(page, timeoutMs).catch(() => null)
  const said = apps.find(({ code }) => code === found?.hostApp)
  // One app alone needs not say which it is.
  const only = apps.length === 1 ? apps[0] : undefined
  return { kind, link: found?.link ?? null, hostApp: found ? ((said ?? only)?.code ?? null) : null }
}
