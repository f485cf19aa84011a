import { bodyHolds, type AreaTree, type Body, type BodyState } from '@civicgrid/contracts'
import type { LoadedCity } from './load-city.ts'
import type { KeptBody } from './bodies.store.ts'

/** The city's bodies as they are now: the folder's, with what administrators changed laid over them. */
export interface BodiesNow {
  /** Another array whenever something was changed. */
  all(): readonly Body[]
  /** Those that take new work; another array whenever one begins or stops. */
  inForce(): readonly Body[]
  kept(code: string): KeptBody | undefined
  /** Takes what is kept, unless it was taken already. */
  take(kept: readonly KeptBody[]): void
}

/** A folder's body as changed. */
function changed(body: Body, { name, phone }: BodyState): Body {
  const { phone: ofFolder, ...rest } = body
  const shown = phone === null ? ofFolder : phone
  return { ...rest, name: name ?? body.name, ...(shown ? { phone: shown } : {}) }
}

function made({ code, added, name, phone }: KeptBody, tree: AreaTree): Body[] {
  if (added === null || name === null) return []
  const { kind, areaPaths, outsourced } = added
  const areas = areaPaths.flatMap((path) => tree.atPath(path)?.code ?? [])
  return [{ code, name, kind, areas, ...(phone ? { phone } : {}), ...(outsourced ? { outsourced } : {}) }]
}

export function bodiesNow(folder: readonly Body[], tree: AreaTree, now: () => number): BodiesNow {
  let byCode = new Map<string, KeptBody>()
  let all = folder
  let inForce = folder
  /** From when until when `inForce` is true. */
  let since = -Infinity
  let until = Infinity

  function look(at: number): void {
    const dated = [...byCode.values()]
    const changes = dated.flatMap(({ from, off }) => [from, off?.from, off?.until]).filter((when) => when != null)
    since = Math.max(-Infinity, ...changes.filter((when) => when <= at))
    until = Math.min(Infinity, ...changes.filter((when) => when > at))
    const off = new Set(dated.filter((body) => !bodyHolds(body, at)).map(({ code }) => code))
    inForce = off.size === 0 ? all : all.filter(({ code }) => !off.has(code))
  }

  return {
    all: () => all,
    inForce() {
      const at = now()
      if (at < since || at >= until) look(at)
      return inForce
    },
    kept: (code) => byCode.get(code),
    take(kept) {
      if (kept.length === byCode.size && kept.every(({ code, version }) => byCode.get(code)?.version === version))
        return
      byCode = new Map(kept.map((body) => [body.code, body]))
      all =
        kept.length === 0
          ? folder
          : [
              ...folder.map((body) => {
                const change = byCode.get(body.code)
                return change ? changed(body, change) : body
              }),
              ...kept
                .filter(({ code }) => !folder.some((body) => body.code === code))
                .flatMap((body) => made(body, tree)),
            ]
      look(now())
    },
  }
}

/** Finds bodies by their code, as they are at the moment of asking. */
export function bodyFinder(city: Pick<LoadedCity, 'bodies'>): (code: string) => Body | undefined {
  let of: readonly Body[] | undefined
  let byCode = new Map<string, Body>()
  return (code) => {
    const { bodies } = city
    if (bodies !== of) {
      byCode = new Map(bodies.map((body) => [body.code, body]))
      of = bodies
    }
    return byCode.get(code)
  }
}
