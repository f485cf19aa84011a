import { dissolve } from '../../../packages/contracts/src/city/dissolve.ts'
import { divideNamed, divideNumbered, portions, sumPopulation, type Piece } from './divide.ts'
import { smoothBorders } from './borders.ts'
import { inCity, shore, smooth } from './lines.ts'
import { drawMesh, type Mesh, type Vec } from './mesh.ts'
import { partition, type Graph } from './partition.ts'
import type { Recipe } from './recipe.ts'
import { graphOf, leadRiver } from './rivers.ts'

const KM_PER_DEGREE = 111.195

/** Kilometres on the drawing board to longitude and latitude with five decimals (about a metre). */
function toEarth(recipe: Recipe, [x, y]: Vec): Vec {
  const [lng, lat] = recipe.centre
  const round = (v: number) => Math.round(v * 1e5) / 1e5
  return [round(lng + x / (KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180))), round(lat + y / KM_PER_DEGREE)]
}

/** One feature a line, so that a change reads as one line. */
function collection(features: object[]): string {
  return `{"type":"FeatureCollection","features":[\n${features.map((f) => JSON.stringify(f)).join(',\n')}\n]}\n`
}

/** The files of a made-up city's land, by name: areas, a shape file a level, the layers of the map, the scale. */
export function drawCity(recipe: Recipe): Map<string, string> {
  const mesh = drawMesh(recipe)
  const wet = new Set<number>()
  const rivers = recipe.rivers.map((river) => {
    const led = leadRiver(mesh, inCity(recipe, smooth(river.along, 0.01)), wet)
    for (const corner of led.path) wet.add(corner)
    return { ...river, ...led }
  })
  const graph: Graph = {
    centres: mesh.centres,
    links: graphOf(
      mesh,
      rivers.map((river) => river.path),
    ),
  }

  const named = divideNamed(recipe, graph)
  const pieces = [...named]
  const bottomOfNamed = named.filter((piece) => !named.some((other) => other.parent === piece.code))
  let parents = bottomOfNamed
  for (const row of recipe.numbered) pieces.push(...(parents = divideNumbered(recipe, graph, parents, row)))
  sumPopulation(pieces)
  // From the small to the large: a border of a town is one of its villages too, and is smoothed at each.
  for (const { code } of recipe.levels.toReversed()) {
    smoothBorders(
      mesh,
      pieces.filter((piece) => piece.level === code),
      wet,
      4,
    )
  }

  const corners = mesh.corners.map((corner) => toEarth(recipe, corner))
  const files = new Map<string, string>()
  const rows = pieces.map(({ cells: _, ...area }) => JSON.stringify(area))
  files.set('areas.json', `{\n"levels": ${JSON.stringify(recipe.levels)},\n"areas": [\n${rows.join(',\n')}\n]}\n`)
  for (const { code } of recipe.levels) {
    const features = pieces
      .filter((piece) => piece.level === code)
      .map((piece) => ({
        type: 'Feature',
        properties: { code: piece.code },
        geometry: dissolve(
          piece.cells.map((cell) => mesh.cells[cell] ?? []),
          corners,
        ),
      }))
    files.set(`areas/${code}.geojson`, collection(features))
  }

  const line = (points: Vec[]) => ({ type: 'LineString', coordinates: points.map((p) => toEarth(recipe, p)) })
  const feature = (name: object, rank: number, geometry: object) => ({
    type: 'Feature',
    properties: { name, rank },
    geometry,
  })
  files.set(
    'map/water.geojson',
    collection([
      ...rivers.map(({ name, rank, course }) => feature(name, rank, line(course()))),
      ...recipe.lakes.map(({ name, at, radius, stretch }) =>
        feature(name, 1, { type: 'Polygon', coordinates: [shore(at, radius, stretch).map((p) => toEarth(recipe, p))] }),
      ),
    ]),
  )
  files.set(
    'map/roads.geojson',
    collection(
      recipe.roads.map(({ name, rank, along }) => feature(name, rank, line(inCity(recipe, smooth(along, 0.5))))),
    ),
  )
  if (recipe.scale) files.set(`scales/${recipe.scale.name}.json`, scaleOf(recipe, mesh, graph, bottomOfNamed, corners))
  return files
}

/** The same land with every cell an area of its own; read by `contracts/src/city/scale.ts`. */
function scaleOf(recipe: Recipe, mesh: Mesh, graph: Graph, parents: readonly Piece[], corners: readonly Vec[]): string {
  const counts = portions(
    parents.map((parent) => parent.cells.length),
    recipe.scale?.group ?? 1,
  )
  const cells: number[] = []
  const grids = parents.map((parent, p) => {
    const parts = partition(
      graph,
      parent.cells,
      Array.from({ length: counts[p] ?? 1 }, () => 1),
    )
    for (const part of parts) cells.push(...part)
    return JSON.stringify({ parent: parent.code, sizes: parts.map((part) => part.length) })
  })

  // Corners are numbered as the cells come by, so that differences stay small.
  const numbers = new Map<number, number>()
  const used: Vec[] = []
  const flat = cells.flatMap((cell) =>
    (mesh.cells[cell] ?? []).map((corner) => {
      const known = numbers.get(corner)
      if (known !== undefined) return known
      numbers.set(corner, used.length)
      used.push(corners[corner] ?? [0, 0])
      return used.length - 1
    }),
  )
  const steps = (values: number[]) => JSON.stringify(values.map((v, i) => v - (values[i - 1] ?? 0)))
  const whole = (v: number) => Math.round(v * 1e5)
  const [ox, oy] = recipe.centre
  const flatCorners = used.flatMap(([x, y], i) => {
    const [px, py] = used[i - 1] ?? [ox, oy]
    return [whole(x) - whole(px), whole(y) - whole(py)]
  })
  const [grid, micro] = recipe.numbered
  return [
    '{',
    `"name": ${JSON.stringify(recipe.scale?.name)},`,
    `"levels": ${JSON.stringify([grid?.level, micro?.level])},`,
    `"names": ${JSON.stringify([grid?.name, micro?.name])},`,
    `"origin": ${JSON.stringify(recipe.centre)},`,
    `"corners": ${JSON.stringify(flatCorners)},`,
    `"cells": ${steps(flat)},`,
    `"grids": [\n${grids.join(',\n')}\n]`,
    '}\n',
  ].join('\n')
}
