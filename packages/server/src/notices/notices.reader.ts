import { ANSWERS } from '@civicgrid/contracts'
import { APPEAL_THING } from '../appeals/index.ts'
import { defineReader, type Reader } from '../kernel/index.ts'
import { setDue } from './notices.store.ts'

/**
 * Follows the log: whoever asked to be told is due as soon as there is an answer. Whom it goes to stands in no event, so
 * nothing of this is made anew from the log.
 */
export const noticesReader = (): Reader =>
  defineReader({
    name: 'notices',
    async apply(tx, events) {
      const answers = events.filter(({ thingKind, type }) => thingKind === APPEAL_THING && ANSWERS.has(type))
      for (const { thingId, at } of answers) await setDue(tx, thingId, at)
    },
  })
