import type { PublicListInput } from '@civicgrid/sdk'

/** What the address of the board says, so that a list can be sent to a neighbour and comes back on reload. */
export interface BoardQuery {
  category: string
  area: string
  map: boolean
}

const first = (value: unknown): string => {
  const one: unknown = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' ? one.slice(0, 60) : ''
}

export const readBoard = (query: Readonly<Record<string, unknown>>): BoardQuery => ({
  category: first(query['category']),
  area: first(query['area']).slice(0, 40),
  map: first(query['view']) === 'map',
})

/** The shortest address that says the same. */
export const writeBoard = ({ category, area, map }: BoardQuery): Record<string, string> => ({
  ...(category ? { category } : {}),
  ...(area ? { area } : {}),
  ...(map ? { view: 'map' } : {}),
})

export const filterOf = ({ category, area }: BoardQuery): Pick<PublicListInput, 'category' | 'areaCode'> => ({
  category: category || null,
  areaCode: area || null,
})
