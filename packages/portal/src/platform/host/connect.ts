import { createResidentCivic, tokenSession, type HostAppInfo } from '@civicgrid/sdk'
import { findHost, type FoundHost } from '@civicgrid/sdk/bridge'
import { CLIENT } from '../begun.ts'

/** All of finding a host, the question for the registered ones included. */
const WITHIN_MS = 3_000

let finding: Promise<FoundHost> | undefined

/** The app that holds this page, looked for once; settles within three seconds and never fails. */
export const host = (): Promise<FoundHost> => (finding ??= find())

async function find(): Promise<FoundHost> {
  const until = Date.now() + WITHIN_MS
  // As a guest: who we are is what the host is asked for.
  const guest = createResidentCivic({
    baseUrl: '',
    session: tokenSession(() => null),
    retry: { times: 0 },
    client: CLIENT,
  })
  const apps = await guest.identity.hostApps({ timeoutMs: WITHIN_MS }).catch((): HostAppInfo[] => [])
  return findHost(apps, { timeoutMs: Math.max(0, until - Date.now()) })
}

/** The host, where it is one that we can ask for a ticket. */
export async function connected() {
  const { link, hostApp } = await host()
  return link && hostApp !== null ? { link, hostApp } : null
}
