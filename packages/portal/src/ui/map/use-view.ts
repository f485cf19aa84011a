import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from 'vue'
import { drawScene, mapColours, type MapColours } from './draw.ts'
import { fromWorld, toWorld } from './projection.ts'
import { sceneOf, type MapData } from './scene.ts'
import { tilesFor, type Tile } from './tiles.ts'
import { clamp, fit, panBy, scaleOfZoom, worldAt, zoomAt, type Size, type View } from './view.ts'

export interface Point {
  lng: number
  lat: number
}

export interface Sheet {
  /** What the map fills. */
  field: Ref<HTMLElement | null>
  canvas: Ref<HTMLCanvasElement | null>
  data: () => MapData
  /** Where it begins: at a point and this close to it, or, with none, with the whole city. */
  start: () => { point: Point | null; zoomLevel: number }
}

/**
 * Which part of the city is seen, drawn anew once a frame when it moves, when the field changes its size and when the
 * colours change. Until somebody moves it, it shows where it began.
 */
export function useView({ field, canvas, data, start }: Sheet) {
  const size = ref<Size>({ width: 0, height: 0 })
  const view = shallowRef<View>({ x: 0.5, y: 0.5, scale: 1 })
  const tiles = shallowRef<Tile[]>([])
  const scene = computed(() => sceneOf(data()))
  let colours: MapColours | undefined
  let frame = 0
  let moved = false
  const ends: (() => void)[] = []

  function draw() {
    frame = 0
    const pen = canvas.value?.getContext('2d')
    if (!pen || !canvas.value || !field.value || size.value.width === 0) return
    colours ??= mapColours(field.value)
    const ratio = Math.min(3, devicePixelRatio || 1)
    const { width, height } = size.value
    if (canvas.value.width !== Math.round(width * ratio)) {
      canvas.value.width = Math.round(width * ratio)
      canvas.value.height = Math.round(height * ratio)
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    pen.clearRect(0, 0, width, height)
    const source = data().tiles
    tiles.value = source ? tilesFor(source, view.value, size.value, ratio) : []
    drawScene(pen, scene.value, view.value, size.value, colours, source !== undefined)
  }
  function show(next: View) {
    view.value = clamp(next, data().bounds, size.value)
    frame ||= requestAnimationFrame(draw)
  }
  function recolour() {
    colours = undefined
    frame ||= requestAnimationFrame(draw)
  }
  function pan(dx: number, dy: number) {
    moved = true
    show(panBy(view.value, dx, dy))
  }
  function zoom(factor: number, x = size.value.width / 2, y = size.value.height / 2) {
    moved = true
    show(zoomAt(view.value, size.value, factor, x, y))
  }
  /** Goes to a point, close enough to see the street. */
  function goTo({ lng, lat }: Point, zoomLevel = 14) {
    moved = true
    const [x, y] = toWorld(lng, lat)
    show({ x, y, scale: Math.max(view.value.scale, scaleOfZoom(zoomLevel)) })
  }
  /** The point at a place of the field. Who picks one has settled on this view. */
  function pick(x: number, y: number): Point {
    moved = true
    return fromWorld(worldAt(view.value, size.value, x, y))
  }
  function measure() {
    const box = field.value?.getBoundingClientRect()
    if (!box || (box.width === size.value.width && box.height === size.value.height)) return
    size.value = { width: box.width, height: box.height }
    const { point, zoomLevel } = start()
    show(moved ? view.value : fit(data().bounds, size.value))
    if (!moved && point) goTo(point, zoomLevel)
    if (canvas.value) canvas.value.width = 0
  }

  onMounted(() => {
    measure()
    addEventListener('resize', measure)
    if (field.value && 'ResizeObserver' in window) {
      const watcher = new ResizeObserver(measure)
      watcher.observe(field.value)
      ends.push(() => watcher.disconnect())
    }
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addListener(recolour)
    ends.push(() => dark.removeListener(recolour))
  })
  onBeforeUnmount(() => {
    removeEventListener('resize', measure)
    cancelAnimationFrame(frame)
    for (const end of ends) end()
  })
  watch(data, recolour)

  return { size, view, tiles, pan, zoom, goTo, pick }
}
