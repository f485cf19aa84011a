import { credentialsOver, EARLY_MS, type Session } from './session.ts'

/**
 * Comes in by the demo door, which exists only outside production. The token stays in memory and is renewed before it
 * ends. @param persona one of `identity.demoPersonas()`
 */
export const demoSession =
  ({ persona }: { persona: string }): Session =>
  (door) =>
    credentialsOver(async () => {
      const { token, expiresAt } = await door.demoSignIn(persona)
      return { token, until: Date.parse(expiresAt) - EARLY_MS }
    })
