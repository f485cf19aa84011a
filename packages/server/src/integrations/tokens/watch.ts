import type { IntegrationActor, ResidentActor } from '@civicgrid/contracts'
import type { Kernel } from '../../kernel/index.ts'
import { integrationOf } from '../integrations.store.ts'
import { consentHolds } from './tokens.store.ts'

/** Tells what lasts longer than a request (streams, sessions in a partner's page) when that by which it holds is over. */
export interface GrantWatch {
  /** Whether the consent and the integration by which somebody speaks hold now; true for who speaks for themselves. */
  holds(actor: ResidentActor | IntegrationActor): Promise<boolean>
  /**
   * Calls once when they hold no longer: at once in this process and, through the log, in all others; when a term runs out,
   * within `everyMs`.
   * @returns a function that stops watching
   */
  onGrantEnded(actor: ResidentActor | IntegrationActor, ended: () => void): () => void
  stop(): void
}

interface Watched {
  readonly actor: ResidentActor | IntegrationActor
  readonly ended: () => void
}

export function createGrantWatch({ db, clock }: Kernel, everyMs = 5_000): GrantWatch {
  const watched = new Set<Watched>()
  let looking = false
  let again = false

  async function holds(actor: Watched['actor']): Promise<boolean> {
    if (actor.kind === 'resident' && !actor.via) return true
    if (actor.kind === 'resident' && actor.via?.consentId != null)
      return consentHolds(db.read, actor.via.consentId, clock.now())
    const id = actor.kind === 'integration' ? actor.id : (actor.via?.integrationId ?? 0)
    return (await integrationOf(db.read, id))?.status === 'active'
  }

  /** One look at a time for all of them, each consent once. */
  async function look(): Promise<void> {
    if (looking) return void (again = true)
    looking = true
    try {
      do {
        again = false
        const known = new Map<string, Promise<boolean>>()
        await Promise.all(
          [...watched].map(async (one) => {
            const name =
              one.actor.kind === 'integration'
                ? `i${one.actor.id}`
                : `c${one.actor.via?.consentId}-${one.actor.via?.integrationId}`
            const answer = known.get(name) ?? holds(one.actor)
            known.set(name, answer)
            if (!(await answer) && watched.delete(one)) one.ended()
          }),
        )
      } while (again)
    } finally {
      looking = false
    }
  }
  // Where the database cannot be asked just now nothing is known to have ended; the next look tells.
  const lookSoon = () => void (watched.size > 0 && look().catch(() => undefined))

  const deaf = [db.listen('appended', lookSoon), db.listen('positioned', lookSoon)]
  const timer = setInterval(lookSoon, everyMs).unref()

  return {
    holds,
    onGrantEnded(actor, ended) {
      if (actor.kind === 'resident' && !actor.via) return () => undefined
      const one = { actor, ended }
      watched.add(one)
      lookSoon()
      return () => void watched.delete(one)
    },
    stop() {
      clearInterval(timer)
      for (const stop of deaf) stop()
      watched.clear()
    },
  }
}
