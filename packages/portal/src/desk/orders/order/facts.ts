import type { TimelineEntry } from '@civicgrid/sdk'
import type { Words } from '../../platform/words.ts'

/** What a crowd says beside its number: since when, and how many say what of the result. */
export function factsOfCrowd(all: readonly TimelineEntry[], { t, word, time }: Words, now: number): string[] {
  const [first] = all
  const answers = Map.groupBy(all, ({ facts }) => facts.solved)
  return [
    ...(first ? [t('order.crowdSince', { when: time.moment(first.at, now) })] : []),
    ...[...answers].flatMap(([solved, said]) =>
      solved ? [t('order.crowdSaid', { answer: word('solvedAnswer', solved), n: said.length })] : [],
    ),
  ]
}

/** What an event says beside its words, as short sentences in the order of their weight. */
export function factsOf(entry: TimelineEntry, words: Words, now: number): string[] {
  const { facts } = entry
  const { t, text, word, time } = words
  const lines: (string | false | undefined)[] = [
    facts.toBody && t('fact.toBody', { body: text(facts.toBody) }),
    facts.category && t('fact.category', { category: text(facts.category) }),
    facts.outcome && t('fact.outcome', { outcome: word('outcome', facts.outcome) }),
    facts.ground && t('fact.ground', { ground: text(facts.ground) }),
    facts.lawfulWay && t('fact.lawfulWay', { way: text(facts.lawfulWay) }),
    facts.days !== undefined && t('fact.days', { days: facts.days }),
    facts.contactResult &&
      t('fact.contact', {
        means: word('contactMeans', facts.contactMeans),
        result: word('contactResult', facts.contactResult),
      }),
    facts.agreedAt && t('fact.agreedAt', { when: time.moment(facts.agreedAt, now) }),
    facts.satisfaction && word('satisfaction', facts.satisfaction),
    facts.solved && word('solvedAnswer', facts.solved),
    facts.passed !== undefined && t(facts.passed ? 'fact.passed' : 'fact.failed'),
    facts.dueAt && t('fact.dueAt', { when: time.promise(facts.dueAt, now) }),
  ]
  return lines.filter((line): line is string => typeof line === 'string' && line !== '')
}
