import {
  answersInput,
  boardInput,
  boardNearInput,
  CivicError,
  redact,
  refInput,
  residentInputs,
  staffInputs,
  toWgs84,
} from '@civicgrid/contracts'
import {
  comparable,
  metresBetween,
  publicAnswer,
  publicFrom,
  publicHead,
  publicItem,
  publicView,
  sharedOf,
} from '@civicgrid/server/rules'
import type { Receipt } from '../wire/appeals.ts'
import type { Kept, MockAppeals } from './appeals.ts'
import type { LoadedMock } from './city.ts'
import type { MockFiles } from './files.ts'
import { byRef, refOf } from './neighbours.ts'
import { pageOf } from './pages.ts'
import { command, personOf, query, type Procedures } from './procedures.ts'
import type { PublishWords } from './types.ts'

const ANSWERS = 3
/** Fewer words in common are no answer. */
const ENOUGH = 0.5

/** 信息公示: what the publisher of the mock confirmed, from each appeal's own log. */
export function createBoard(appeals: MockAppeals, { appeals: city, people }: LoadedMock, { photo }: MockFiles) {
  const shownOf = (one: Kept) => {
    const shown = publicFrom(one.shown.id, one.log)
    return shown ? [{ one, shown, head: publicHead(refOf(one), shown, city) }] : []
  }
  const all = () =>
    appeals
      .all()
      .flatMap(shownOf)
      .toSorted((a, b) => b.shown.publishedAt - a.shown.publishedAt)
  type Public = ReturnType<typeof all>[number]
  const itemOf = ({ head, shown }: Public) => publicItem(head, shown, photo)

  const procedures: Procedures = {
    'board.list': query(boardInput, ({ category, areaCode, cursor, limit }) => {
      const leaves = category ? city.leavesOf(category) : null
      const areaPath = areaCode ? city.place({ areaCode }).areaPath : null
      const fits = ({ shown }: Public) =>
        (leaves === null || leaves.includes(shown.category)) &&
        (areaPath === null || `${shown.areaPath}/`.startsWith(`${areaPath}/`))
      return pageOf(all().filter(fits).map(itemOf), cursor, limit)
    }),
    'board.get': query(refInput, ({ ref }) => {
      const [found] = shownOf(byRef(appeals, ref))
      if (!found) throw new CivicError('NOT_FOUND', { message: 'it is not public' })
      return publicView(found.head, found.shown, photo)
    }),
    'board.near': query(boardNearInput, ({ point, limit }) => {
      const [lng, lat] = toWgs84([point.lng, point.lat], point.crs)
      const around = all().flatMap((one) =>
        one.head.point ? [{ one, metres: metresBetween({ lng, lat }, one.head.point) }] : [],
      )
      return {
        items: around
          .toSorted((a, b) => a.metres - b.metres)
          .slice(0, limit)
          .map(({ one }) => itemOf(one)),
      }
    }),
    'board.answers': query(answersInput, ({ words }) => {
      const asked = comparable(words, null)
      const like = all().flatMap((one) => {
        const shared = sharedOf(asked, comparable(one.shown.text, null))
        return shared >= ENOUGH && one.shown.reply !== null ? [{ one, shared }] : []
      })
      return {
        items: like
          .toSorted((a, b) => b.shared - a.shared)
          .slice(0, ANSWERS)
          .map(({ one: { head, shown } }) => publicAnswer(head, shown)),
      }
    }),
    'appeals.unpublish': command(residentInputs.urge, (input, caller) =>
      appeals.give(personOf(caller, 'resident'), 'unpublish', { ground: null, note: null, ...input }),
    ),
    'workOrders.publish': command(staffInputs.publish, (input, caller) =>
      appeals.give(personOf(caller, 'staff'), 'publish', input),
    ),
    'workOrders.unpublish': command(staffInputs.unpublish, (input, caller) =>
      appeals.give(personOf(caller, 'staff'), 'unpublish', input),
    ),
  }

  return {
    procedures,
    /** What the publisher confirms: the resident's words and the reply without what is personal, unless others are given. */
    publish(code: string, { text, reply, place = 'rounded' }: PublishWords = {}): Receipt {
      const person = people.get('publisher')
      if (!person) throw new TypeError('the mock has no publisher')
      const { shown } = appeals.all().find((one) => one.shown.code === code) ?? {}
      if (!shown) throw new CivicError('NOT_FOUND', { message: 'no such appeal' })
      const answered = appeals.workOrder(person.actor, code).reply?.text ?? null
      return appeals.give(person, 'publish', {
        code,
        expectedVersion: shown.state.version,
        text: text ?? redact(shown.text, []),
        reply: reply === undefined ? answered && redact(answered, []) : reply,
        pictures: [],
        pairs: [],
        place,
      })
    },
  }
}
