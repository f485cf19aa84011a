import { append, command, createSubject } from '../src/kernel/index.ts'
import type { CommandContext, EventActor, Head, NewEvent, Sql, ThingHead, ThingKinds, Tx } from '../src/kernel/index.ts'

export const someone: EventActor = { kind: 'resident', id: 1, role: 'resident' }

/** Things that are nothing but a chain of events; their heads are kept in memory. */
export class TestThings {
  readonly #heads = new Map<number, ThingHead>()

  readonly kinds: ThingKinds = {
    test: {
      head: (_sql: Sql, thingId: number) => Promise.resolve(this.#heads.get(thingId)),
      heads: (_sql: Sql, after: number, limit: number) =>
        Promise.resolve(
          [...this.#heads.values()]
            .filter(({ thingId }) => thingId > after)
            .sort((a, b) => a.thingId - b.thingId)
            .slice(0, limit),
        ),
    },
  }

  /** Appends to the chain of a thing, from wherever it stands. */
  async append(tx: Tx, thingId: number, events: NewEvent[], now = 1_000): Promise<Head> {
    const before = this.#heads.get(thingId)
    const head = await append(tx, {
      thingKind: 'test',
      thingId,
      expectedVersion: before?.version ?? 0,
      prevHash: before?.headHash ?? null,
      events,
      actor: someone,
      jurisdiction: '/city',
      now,
    })
    tx.afterCommit(() => this.#heads.set(thingId, { thingId, ...head }))
    return head
  }
}

/** A plain event. */
export const plain = (type = 'happened', data: object = { n: 1 }): NewEvent => ({ type, visibility: 'public', data })

/** An event with a personal part. */
export const personal = (subjectId: number, name: string): NewEvent => ({
  type: 'said',
  visibility: 'parties',
  data: { said: true },
  personal: { name },
  subjectId,
})

/**
 * The smallest whole command: a row of state, a subject, two events of which one has a personal part, and the answer.
 * Six statements besides the idempotency's two.
 */
export function submit(
  ctx: CommandContext,
  key: string,
  thingId: number,
): Promise<{ thingId: number; version: number }> {
  return command(
    ctx,
    { procedure: 'test.submit', actor: someone, idempotencyKey: key, input: { thingId } },
    async (tx) => {
      const subjectId = await createSubject(tx)
      const { version } = await append(tx, {
        thingKind: 'test',
        thingId,
        expectedVersion: 0,
        prevHash: null,
        events: [personal(subjectId, `name ${key}`), plain()],
        actor: someone,
        jurisdiction: '/city',
        now: ctx.clock.now(),
      })
      await tx.run('INSERT INTO "Counter" ("key", "value") VALUES (?, ?)', `thing ${thingId}`, version)
      return { thingId, version }
    },
  )
}
