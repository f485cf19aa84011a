import { CivicError, SCOPE_RULES, type IntegrationScope } from '@civicgrid/contracts'
import type { Kernel, Tx } from '../../kernel/index.ts'
import { heldGrants } from '../integrations.store.ts'

/**
 * How often an integration may use a scope, counted in rows that all processes share. Each takes a few uses ahead, so that not
 * every request writes; what it took and did not need is lost at the end of the minute or day, never used twice.
 */
export interface Quotas {
  /** @throws CivicError QUOTA_SPENT with `retryAfterMs` */
  spend(integrationId: number, scope: IntegrationScope): Promise<void>
  /** Forgets what no limit counts any more. @returns how many rows */
  sweep(): Promise<number>
}

const MINUTE = 60_000
const DAY = 86_400_000
/** One in so many of a limit is taken ahead; small limits are counted one by one. */
const AHEAD = 50
const AHEAD_MAX = 200

interface Period {
  readonly name: 'm' | 'd'
  readonly startsAt: number
  readonly endsAt: number
  readonly limit: number
}
interface Taken {
  startsAt: number
  left: number
  taking: Promise<void> | null
}

const TAKE = `INSERT INTO "QuotaUse" ("integrationId", "scope", "period", "startsAt", "used") VALUES (?, ?, ?, ?, ?)
  ON CONFLICT ("integrationId", "scope", "period", "startsAt") DO UPDATE SET "used" = "QuotaUse"."used" + excluded."used"
  RETURNING "used"`

/** @param utcOffsetMinutes a day is the city's */
export function createQuotas({ db, clock }: Kernel, utcOffsetMinutes: number): Quotas {
  const taken = new Map<string, Taken>()
  /** What administrators grant a day, looked at again every minute. */
  const granted = new Map<string, { at: number; perDay: Promise<number> }>()

  function perDayOf(integrationId: number, scope: IntegrationScope, now: number): Promise<number> {
    const key = `${integrationId} ${scope}`
    const known = granted.get(key)
    if (known && now - known.at < MINUTE && now >= known.at) return known.perDay
    const perDay = heldGrants(db.read, integrationId, now).then(
      (held) => held.find((grant) => grant.scope === scope)?.perDay ?? SCOPE_RULES[scope].perDay,
    )
    granted.set(key, { at: now, perDay })
    perDay.catch(() => granted.delete(key))
    return perDay
  }

  /** As many as are left of what one would like. */
  async function take(tx: Tx, key: readonly [number, string], { name, startsAt, limit }: Period): Promise<number> {
    const want = Math.max(1, Math.min(AHEAD_MAX, Math.floor(limit / AHEAD)))
    const used = Number((await tx.get<{ used: number }>(TAKE, ...key, name, startsAt, want))?.used ?? 0)
    return Math.min(want, limit - (used - want))
  }

  async function spendOf(integrationId: number, scope: IntegrationScope, period: Period): Promise<void> {
    const name = `${integrationId} ${scope} ${period.name}`
    for (;;) {
      const known = taken.get(name)
      const mine = known?.startsAt === period.startsAt ? known : { startsAt: period.startsAt, left: 0, taking: null }
      taken.set(name, mine)
      if (mine.left > 0) return void mine.left--
      if (mine.left < 0)
        throw new CivicError('QUOTA_SPENT', {
          message: `${scope} was used as often as it may be`,
          fields: { scope },
          retryAfterMs: Math.max(1000, period.endsAt - clock.now()),
        })
      mine.taking ??= db
        .work((tx) => take(tx, [integrationId, scope], period))
        .then((got) => void (mine.left = got > 0 ? got : -1))
        .finally(() => (mine.taking = null))
      await mine.taking
    }
  }

  return {
    async spend(integrationId, scope) {
      const now = clock.now()
      const offset = utcOffsetMinutes * MINUTE
      const day = Math.floor((now + offset) / DAY) * DAY - offset
      const minute = Math.floor(now / MINUTE) * MINUTE
      const perDay = await perDayOf(integrationId, scope, now)
      await spendOf(integrationId, scope, { name: 'd', startsAt: day, endsAt: day + DAY, limit: perDay })
      const { perMinute } = SCOPE_RULES[scope]
      await spendOf(integrationId, scope, { name: 'm', startsAt: minute, endsAt: minute + MINUTE, limit: perMinute })
    },
    sweep: () =>
      db.work(async (tx) => {
        const { changes } = await tx.run(`DELETE FROM "QuotaUse" WHERE "startsAt" < ?`, clock.now() - 2 * DAY)
        return changes
      }),
  }
}
