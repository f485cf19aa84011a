import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { portions } from './divide.ts'
import { drawCity } from './draw.ts'
import { neighbours } from './mesh.ts'
import { partition } from './partition.ts'

const cities = fileURLToPath(new URL('../../../cities/', import.meta.url))

describe('drawing a city', () => {
  it('gives the same bytes each time: what is drawn from the recipe is what is kept', () => {
    const folder = join(cities, 'yunling')
    for (const [name, text] of drawCity(JSON.parse(readFileSync(join(folder, 'drawing.json'), 'utf8')))) {
      expect([name, text === readFileSync(join(folder, name), 'utf8')]).toEqual([name, true])
    }
  })
})

describe('dividing', () => {
  const centres = Array.from({ length: 400 }, (_, i): [number, number] => [i % 20, Math.floor(i / 20)])
  const links = centres.map(([x, y]) =>
    [
      [x - 1, y],
      [x + 1, y],
      [x, y - 1],
      [x, y + 1],
    ].flatMap(([a = -1, b = -1]) => (a < 0 || b < 0 || a > 19 || b > 19 ? [] : [{ cell: b * 20 + a, cost: 1 }])),
  )
  const cells = centres.map((_, i) => i)

  it('leaves no cell out, and takes none twice', () => {
    const parts = partition({ centres, links }, cells, [1, 1, 1, 1, 1])
    expect(parts.flat().sort((a, b) => a - b)).toEqual(cells)
  })

  it('keeps to the wanted sizes roughly, and every part hangs together', () => {
    const parts = partition({ centres, links }, cells, [2, 1, 1])
    expect(parts.map((part) => Math.round(part.length / 25))).toEqual([8, 4, 4])
    for (const part of parts) {
      const inside = new Set(part)
      const seen = new Set(part.slice(0, 1))
      for (const cell of seen) for (const { cell: other } of links[cell] ?? []) if (inside.has(other)) seen.add(other)
      expect(seen.size).toBe(part.length)
    }
  })

  it('portions add up, and nobody goes without', () => {
    expect(portions([10, 10, 10], 10)).toEqual([4, 3, 3])
    expect(portions([1000, 1, 1], 5)).toEqual([3, 1, 1])
  })

  it('cells that share an edge are neighbours of each other', () => {
    const corners: [number, number][] = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [2, 0],
      [2, 1],
    ]
    const mesh = {
      corners,
      centres: [],
      cells: [
        [0, 1, 2, 3],
        [1, 4, 5, 2],
      ],
    }
    expect(neighbours(mesh).map((list) => list.map(({ cell }) => cell))).toEqual([[1], [0]])
  })
})
