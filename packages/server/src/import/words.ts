import type { AppealKind, Outcome, Satisfaction, SolvedAnswer } from '@civicgrid/contracts'
import type { LoadedCity } from '../city/index.ts'
import type { ImportMap } from './map.ts'
import { sameText } from './values.ts'
import { ImportMistake } from './mistake.ts'

/** The words of old files as ours; undefined for what nobody knows. */
export interface Words {
  category(words: string): string | undefined
  kind(words: string): AppealKind | undefined
  outcome(words: string): Outcome | undefined
  rating(words: string): Satisfaction | undefined
  solved(words: string): SolvedAnswer | undefined
}

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  已解决: 'solved',
  解决: 'solved',
  办结: 'solved',
  部分解决: 'partlySolved',
  解释说明: 'explained',
  已解释: 'explained',
  已答复: 'explained',
  暂不具备条件: 'notFeasibleNow',
  列入计划: 'notFeasibleNow',
  不属实: 'notSubstantiated',
  查无实据: 'notSubstantiated',
}
const RATINGS: Readonly<Record<string, Satisfaction>> = {
  非常满意: 'verySatisfied',
  满意: 'satisfied',
  基本满意: 'neutral',
  一般: 'neutral',
  不满意: 'dissatisfied',
  非常不满意: 'veryDissatisfied',
  很不满意: 'veryDissatisfied',
  5: 'verySatisfied',
  4: 'satisfied',
  3: 'neutral',
  2: 'dissatisfied',
  1: 'veryDissatisfied',
}
const SOLVED: Readonly<Record<string, SolvedAnswer>> = {
  是: 'solved',
  已解决: 'solved',
  解决: 'solved',
  部分: 'partly',
  部分解决: 'partly',
  否: 'notSolved',
  未解决: 'notSolved',
}

function table<T>(...tables: readonly Readonly<Record<string, T>>[]): (words: string) => T | undefined {
  const known = new Map(
    tables.flatMap((each) => Object.entries(each)).map(([words, value]) => [sameText(words), value]),
  )
  return (words) => known.get(sameText(words))
}

/** @throws Error that names a category of the map that the city does not have */
export function wordsOf(city: LoadedCity, map: ImportMap): Words {
  const leaves = city.city.categories.flatMap((group) => group.leaves)
  const codes = new Set(leaves.map(({ code }) => code))
  for (const code of [...Object.values(map.categories), ...(map.defaultCategory ? [map.defaultCategory] : [])])
    if (!codes.has(code)) throw new ImportMistake(`the map's category ${code} is no category of this city`)
  const own = new Map(Object.entries(map.categories).map(([words, code]) => [sameText(words), code]))
  const names = new Map(
    leaves.flatMap((leaf) =>
      [leaf.code, leaf.name['zh-CN'], leaf.name.en].map((name) => [sameText(name), leaf.code] as const),
    ),
  )
  // The longest word that is in it tells best: 路灯不亮 before 路灯.
  const words = leaves
    .flatMap((leaf) => [leaf.name['zh-CN'], ...leaf.words].map((word) => ({ word: sameText(word), code: leaf.code })))
    .sort((a, b) => b.word.length - a.word.length)
  const kinds = Object.fromEntries(
    city.city.kinds.flatMap(
      ({ code, name }) =>
        [
          [code, code],
          [name['zh-CN'], code],
          [`${name['zh-CN']}类`, code],
        ] as const,
    ),
  )
  return {
    category(asked) {
      const text = sameText(asked)
      // Old systems write the whole way down: 城市管理/市政设施/路灯不亮.
      const parts = text.split(/[/>\\|、-]/).reverse()
      for (const part of [text, ...parts]) {
        const code = own.get(part) ?? names.get(part)
        if (code !== undefined) return code
      }
      return words.find(({ word }) => word.length > 1 && text.includes(word))?.code
    },
    kind: table<AppealKind>(
      kinds,
      { 咨询: 'consult', 求助: 'help', 投诉: 'complain', 举报: 'report', 建议: 'suggest', 表扬: 'praise' },
      map.kinds,
    ),
    outcome: table(OUTCOMES, map.outcomes),
    rating: table(RATINGS, map.ratings),
    solved: table(SOLVED, map.solved),
  }
}
