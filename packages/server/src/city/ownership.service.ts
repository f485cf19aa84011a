import {
  CivicError,
  endedBy,
  grantsFor,
  ownershipAt,
  type CityText,
  type ownershipInputs,
  type ownershipReceipt,
  type ownershipView,
  type StaffActor,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import { append, command, newToken, type Kernel, type Tx } from '../kernel/index.ts'
import { bodyFinder } from './bodies.now.ts'
import type { LoadedCity } from './load-city.ts'
import { withOwnersOfNow } from './owners.now.ts'
import { insertRule, listRules, saveRule, type KeptRule } from './ownership.store.ts'

type In<Name extends keyof typeof ownershipInputs> = z.output<(typeof ownershipInputs)[Name]>
type Receipt = z.infer<typeof ownershipReceipt>
type View = z.infer<typeof ownershipView>
interface Given {
  readonly actor: StaffActor
  readonly idempotencyKey: string
}

/** Who owns category × area, from when until when. @throws CivicError FORBIDDEN, NOT_FOUND, BAD_INPUT, NOT_ALLOWED_NOW */
export interface Ownership {
  /** The city with owners as they are now: what every order is proposed by. */
  readonly city: LoadedCity
  /** Reads again what another process may have set. */
  refresh(): Promise<void>
  list(actor: StaffActor, input: In<'list'>): Promise<View>
  set(given: Given, input: In<'set'>): Promise<Receipt>
  end(given: Given, input: In<'end'>): Promise<Receipt>
}

export const OWNERSHIP_THING = 'ownership'
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
const asIs = (code: string): CityText => ({ 'zh-CN': code, en: code })

export function createOwnership({ kernel, city: loaded }: { kernel: Kernel; city: LoadedCity }): Ownership {
  const { db, clock } = kernel
  const { tree, city } = loaded
  const find = bodyFinder(loaded)
  const inForce = () => loaded.bodiesInForce?.() ?? loaded.bodies
  const rootPath = tree.pathOf(tree.root.code)
  const names = new Map<string, CityText>([['*', { 'zh-CN': '所有类别', en: 'All categories' }]])
  for (const group of city.categories) {
    names.set(group.code, group.name)
    for (const leaf of group.leaves) names.set(leaf.code, leaf.name)
  }

  let kept: readonly KeptRule[] = []
  const owned = withOwnersOfNow(loaded, () => kept, clock.now)

  async function refresh(): Promise<void> {
    const rules = await listRules(db.read, rootPath)
    const same =
      rules.length === kept.length &&
      rules.every(({ id, version }, i) => kept[i]?.id === id && kept[i].version === version)
    if (!same) kept = rules
  }

  /** @throws CivicError FORBIDDEN */
  function demandAdministrator(actor: StaffActor, areaPath: string | null): void {
    const now = clock.now()
    const areas = areaPath === null ? actor.roles.map((held) => held.areaPath) : [areaPath]
    if (!areas.some((area) => grantsFor(actor, 'administrator', area, now).length > 0))
      throw new CivicError('FORBIDDEN', { message: 'administrators of the area only' })
  }

  async function chain(
    tx: Tx,
    actor: StaffActor,
    rule: Pick<KeptRule, 'id' | 'areaPath'> & { version: number; headHash: Uint8Array | null },
    type: string,
    data: object,
    until: number | null,
  ): Promise<number> {
    const head = await append(tx, {
      thingKind: OWNERSHIP_THING,
      thingId: rule.id,
      expectedVersion: rule.version,
      prevHash: rule.headHash,
      events: [{ type, data, visibility: 'staff' }],
      actor: { kind: 'staff', id: actor.id, role: 'administrator' },
      jurisdiction: rule.areaPath,
      now: clock.now(),
    })
    await saveRule(tx, { id: rule.id, until, ...head })
    return head.version
  }

  function demandKnown({ category, areaPath, owner }: In<'set'>): void {
    const unknown = (field: string) => new CivicError('BAD_INPUT', { fields: { [field]: 'unknown' } })
    if (!names.has(category)) throw unknown('category')
    if (!tree.atPath(areaPath)) throw unknown('areaPath')
    if ('body' in owner && !inForce().some(({ code }) => code === owner.body)) throw unknown('owner')
    if ('level' in owner && !tree.levels.some(({ code }) => code === owner.level)) throw unknown('owner')
  }

  const ownerView = (owner: KeptRule['owner']): View['items'][number]['owner'] =>
    'body' in owner
      ? {
          kind: 'body',
          code: owner.body,
          name: find(owner.body)?.name ?? asIs(owner.body),
        }
      : {
          kind: 'level',
          code: owner.level,
          name: tree.levels.find(({ code }) => code === owner.level)?.name ?? asIs(owner.level),
        }
  const areaView = (path: string) => ({ path, name: tree.atPath(path)?.name ?? asIs(path) })

  return {
    city: owned,
    refresh,

    async list(actor, { category }) {
      demandAdministrator(actor, null)
      const now = clock.now()
      const rules = await listRules(db.read, rootPath)
      const wanted = (code: string) => !category || code === category
      const { rules: inForce } = ownershipAt(city.ownership, rules, now)
      return {
        items: [
          ...rules
            .toReversed()
            .filter((rule) => wanted(rule.category))
            .map((rule) => ({
              token: rule.token,
              version: rule.version,
              category: { code: rule.category, name: names.get(rule.category) ?? asIs(rule.category) },
              area: areaView(rule.areaPath),
              owner: ownerView(rule.owner),
              from: iso(rule.from),
              until: iso(rule.until),
              state:
                rule.until !== null && rule.until <= now
                  ? ('over' as const)
                  : rule.from > now
                    ? ('ahead' as const)
                    : ('holds' as const),
            })),
          ...city.ownership
            .filter((rule) => wanted(rule.category))
            .map((rule) => ({
              token: null,
              version: 0,
              category: { code: rule.category, name: names.get(rule.category) ?? asIs(rule.category) },
              area: areaView(rule.area === undefined ? rootPath : tree.pathOf(rule.area)),
              owner: ownerView(rule.owner),
              from: null,
              until: null,
              state: inForce.includes(rule) ? ('holds' as const) : ('replaced' as const),
            })),
        ],
      }
    },

    async set({ actor, idempotencyKey }, input) {
      demandKnown(input)
      const who = { kind: 'staff', id: actor.id, role: null } as const
      const receipt = await command(
        kernel,
        { procedure: 'ownership.set', actor: who, idempotencyKey, input },
        async (tx) => {
          demandAdministrator(actor, input.areaPath)
          const now = clock.now()
          const { category, areaPath, owner } = input
          const rule = {
            category,
            areaPath,
            area: areaPath === rootPath ? null : areaPath.slice(areaPath.lastIndexOf('/') + 1),
            owner,
            // What was dispatched before was dispatched by the rules of then: a rule never reaches back.
            from: Math.max(now, input.from ? Date.parse(input.from) : now),
            until: input.until ? Date.parse(input.until) : null,
          }
          for (const old of endedBy(await listRules(tx, rootPath), rule))
            await chain(tx, actor, old, 'ownerEnded', { until: rule.from }, rule.from)
          const token = newToken(kernel.random)
          const id = await insertRule(tx, { ...rule, token })
          const { from, until } = rule
          const data = { category, areaPath, owner, from, until }
          const version = await chain(tx, actor, { id, areaPath, version: 0, headHash: null }, 'ownerSet', data, until)
          return { token, version }
        },
      )
      await refresh()
      return receipt
    },

    async end({ actor, idempotencyKey }, input) {
      const who = { kind: 'staff', id: actor.id, role: null } as const
      const receipt = await command(
        kernel,
        { procedure: 'ownership.end', actor: who, idempotencyKey, input },
        async (tx) => {
          const rule = (await listRules(tx, rootPath)).find(({ token }) => token === input.token)
          if (!rule) throw new CivicError('NOT_FOUND', { message: 'no such rule' })
          demandAdministrator(actor, rule.areaPath)
          if (rule.version !== input.expectedVersion)
            throw new CivicError('VERSION_CONFLICT', { changes: { version: rule.version, events: [] } })
          const now = clock.now()
          if (rule.until !== null && rule.until <= now) throw new CivicError('WRONG_STATE', { message: 'it is over' })
          const until = Math.max(now, rule.from, input.until ? Date.parse(input.until) : now)
          return { token: rule.token, version: await chain(tx, actor, rule, 'ownerEnded', { until }, until) }
        },
      )
      await refresh()
      return receipt
    },
  }
}
