import {
  CivicError,
  joinInputs,
  nearInput,
  similarInput,
  stagesOf,
  stepsOf,
  toWgs84,
  type SolvedAnswer,
} from '@civicgrid/contracts'
import {
  comparable,
  decideOn,
  iso,
  isoOrNull,
  isLike,
  isOpen,
  joinedItemOf,
  likeness,
  metresBetween,
  nearItemOf,
  sharedOf,
  shownPlaceOf,
  strangerItem,
  wordsOfCategories,
} from '@civicgrid/server/rules'
import type { Kept, MockAppeals } from './appeals.ts'
import type { LoadedMock, MockPerson } from './city.ts'
import { MOCK_CITY } from './city.data.ts'
import { pageOf } from './pages.ts'
import { command, personOf, query, type Procedures } from './procedures.ts'

const MOST = 5

/** What strangers call an appeal of the mock: its number, which says nothing of its code. */
export const refOf = ({ shown }: Kept): string => `mock-ref-${shown.id}`

/** @throws CivicError NOT_FOUND */
export function byRef(appeals: MockAppeals, ref: string): Kept {
  const found = appeals.all().find((one) => refOf(one) === ref)
  if (!found) throw new CivicError('NOT_FOUND', { message: 'no such appeal' })
  return found
}

interface Join {
  readonly one: Kept
  readonly residentId: number
  readonly at: number
  solved: SolvedAnswer | null
  round: number
}

/** 我也遇到: what is going on around, what is like it, joining, and what became of what one has joined. */
export function createNeighbours(appeals: MockAppeals, { appeals: city }: LoadedMock, now: () => number) {
  const joins: Join[] = []
  const known = wordsOfCategories({ city: MOCK_CITY })
  const open = () => appeals.all().filter(({ shown }) => isOpen(shown.state.status))
  const joinOf = (one: Kept, residentId: number | null) =>
    joins.find((join) => join.one === one && join.residentId === residentId)

  const receipt = (one: Kept) => ({ ref: refOf(one), joined: one.shown.state.joined, at: iso(now()) })
  const itemOf = (join: Join) => joinedItemOf(refOf(join.one), { ...join.one.shown, join }, city)

  /** @throws CivicError NOT_FOUND also for one that the caller has not joined */
  function joinedBy({ actor }: MockPerson, ref: string): Join {
    const join = joinOf(byRef(appeals, ref), actor.id)
    if (!join) throw new CivicError('NOT_FOUND', { message: 'no such appeal' })
    return join
  }

  const procedures: Procedures = {
    'appeals.near': query(nearInput, ({ point, limit }) => {
      const [lng, lat] = toWgs84([point.lng, point.lat], point.crs)
      const around = open().flatMap((one) => {
        const place = shownPlaceOf(one.shown)
        return place ? [{ one, place, metres: metresBetween({ lng, lat }, place) }] : []
      })
      const items = around
        .toSorted((a, b) => a.metres - b.metres)
        .slice(0, limit)
        .map(({ one, place }) => nearItemOf(refOf(one), one.shown, place, city))
      return { items }
    }),

    'appeals.similar': query(similarInput, ({ category, text, point }, caller) => {
      if (!point && !category) return { items: [] }
      const at = point ? toWgs84([point.lng, point.lat], point.crs) : null
      const asked = comparable(text, known)
      const me = caller.person?.actor.kind === 'resident' ? caller.person.actor.id : null
      const found = open().map((one) => {
        const { state } = one.shown
        const place = shownPlaceOf(one.shown)
        const said = category ? one.shown.text : `${one.shown.text}\n${city.categoryName(state.category)['zh-CN']}`
        const shared = sharedOf(asked, comparable(said, known))
        const metres = at && place && metresBetween({ lng: at[0], lat: at[1] }, place)
        return { one, compared: { sameCategory: state.category === category, shared, metres } }
      })
      const items = found
        .filter(({ compared }) => isLike(compared))
        .toSorted((a, b) => likeness(b.compared) - likeness(a.compared))
        .slice(0, MOST)
        .map(({ one, compared: { metres } }) => ({
          ...strangerItem(refOf(one), one.shown, city),
          metres: metres === null ? null : Math.round(metres / 100) * 100,
          mine: me !== null && one.shown.state.residentId === me ? one.shown.code : null,
          joinedByMe: joinOf(one, me) !== undefined,
        }))
      return { items }
    }),

    'appeals.join': command(joinInputs.join, ({ ref }, caller) => {
      const { actor } = personOf(caller, 'resident')
      const one = byRef(appeals, ref)
      const decided = decideOn(city, one.shown.state, actor, 'join', {}, now())
      // Joining twice is joining once.
      if (joinOf(one, actor.id)) return receipt(one)
      joins.push({ one, residentId: actor.id, at: now(), solved: null, round: 0 })
      appeals.write(one, decided)
      return receipt(one)
    }),
    'appeals.answerJoined': command(joinInputs.answerJoined, ({ ref, solved }, caller) => {
      const person = personOf(caller, 'resident')
      const join = joinedBy(person, ref)
      const { state } = join.one.shown
      const decided = decideOn(city, state, person.actor, 'answerJoined', { solved }, now())
      if (join.round >= state.round) throw new CivicError('NOT_ALLOWED_NOW', { message: 'said already of this result' })
      Object.assign(join, { solved, round: state.round })
      appeals.write(join.one, decided)
      return receipt(join.one)
    }),
    'appeals.joined': query(joinInputs.joined, ({ cursor, limit }, caller) => {
      const { actor } = personOf(caller, 'resident')
      const mine = joins.filter(({ residentId }) => residentId === actor.id)
      return pageOf(mine.toReversed().map(itemOf), cursor, limit)
    }),
    'appeals.joinedOne': query(joinInputs.join, ({ ref }, caller) => {
      const join = joinedBy(personOf(caller, 'resident'), ref)
      const { log, shown } = join.one
      const stages = stagesOf(stepsOf(log, shown.state.consent), shown.state.submittedAt)
      return { ...itemOf(join), stages: stages.map((stage) => ({ ...stage, at: isoOrNull(stage.at) })) }
    }),
  }
  return { procedures, clear: () => void joins.splice(0) }
}
