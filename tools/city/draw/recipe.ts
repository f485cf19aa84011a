/** `drawing.json` of a made-up city: how its land is drawn. Lengths in kilometres from the centre, x east, y north. */
export interface Recipe {
  seed: number
  centre: [number, number]
  /** Mean radius and the waves laid on it: `[how many, how high, turned by]`. `stretch` widens x and narrows y. */
  outline: { radius: number; stretch: number; waves: [number, number, number][] }
  /** The smallest pieces of the mesh; a scale may use each as an area of its own. */
  cells: number
  /** Built-up places: the mesh is drawn together there, so areas are small. */
  towns: { at: [number, number]; pull: number; reach: number }[]
  rivers: { name: Named; rank: number; width: number; along: [number, number][] }[]
  lakes: { name: Named; at: [number, number]; radius: number; stretch: number }[]
  roads: { name: Named; rank: number; along: [number, number][] }[]
  levels: { code: string; role: string; name: Named }[]
  /** The named areas from the top down; those below are numbered. */
  top: NamedArea
  /** Levels below the named ones: how many areas in all, and how each is called. */
  numbered: { level: string; count: number; name: Named; population: [number, number] }[]
  /** Another, finer division of the same land: cells become areas of the last level. */
  scale?: { name: string; group: number }
}

export interface Named {
  'zh-CN': string
  en: string
}

export interface NamedArea {
  code: string
  name: Named
  /** Where it lies, roughly; its part of the land grows from there. */
  at?: [number, number]
  areas?: NamedArea[]
}
