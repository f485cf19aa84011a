import type { Credentials, Session } from '@civicgrid/sdk'

/** In a frame the session comes from the app that holds us; that part is loaded with the first call, and only there. */
export const lateSession: Session = (door) => {
  let credentials: Credentials | undefined
  let loading: Promise<Credentials> | undefined
  async function load(): Promise<Credentials> {
    const { heldSession } = await import('./session.ts')
    return (credentials = heldSession(door))
  }
  const loaded = (): Promise<Credentials> => (loading ??= load())
  return {
    cookies: 'omit',
    get generation() {
      return credentials?.generation ?? 0
    },
    token: async () => (await loaded()).token(),
    renew: async (generation) => (await loaded()).renew(generation),
  }
}
