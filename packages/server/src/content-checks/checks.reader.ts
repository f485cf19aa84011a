import { evolveAppeal } from '@civicgrid/contracts'
import { followAppeals } from '../appeals/index.ts'
import { defineReader, type Reader } from '../kernel/index.ts'
import { insertCheck, type NewCheck } from './checks.store.ts'

/**
 * Follows the log: what came from the mini-program and may become public begins to wait for its check. Which parts those
 * are, the machine says; who sent them is whoever the event names.
 */
export function checksReader(): Reader {
  const appeals = followAppeals()
  return defineReader({
    name: 'content-checks',
    async apply(tx, events) {
      const found: NewCheck[] = []
      await appeals.follow(tx, events, (before, next) => {
        let { state } = before
        for (const event of next) {
          const after = evolveAppeal(state, event)
          const residentId = event.actor.kind === 'resident' ? event.actor.id : null
          if (residentId !== null)
            for (const part of Object.keys(after.checks))
              if (!(part in state.checks))
                found.push({ appealId: event.thingId, part, residentId, createdAt: event.at })
          state = after
        }
        return { seq: next.at(-1)?.seq ?? before.seq, state }
      })
      for (const check of found) await insertCheck(tx, check)
    },
  })
}
