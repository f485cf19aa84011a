import type { Known } from './elements.ts'
import { WxCanvas } from './canvas.ts'

type Told = (result: unknown) => void
interface Wanted {
  node?: boolean
  size?: boolean
  rect?: boolean
  scrollOffset?: boolean
  dataset?: boolean
  id?: boolean
}

/** By WeChat's names of builtins. */
const inPage = (selector: string) => selector.replace(/(^|[\s>,])([a-z][a-z-]*)/g, '$1wx-$2')

/** glass-easel keeps here what the template says. */
const held = (element: Known) => element.__wxElement as { id?: string; dataset?: object } | undefined
const idOf = (element: Known) => held(element)?.id

function read(element: Known, wanted: Wanted): object {
  const { width, height, left, top, right, bottom } = element.getBoundingClientRect()
  const known = held(element)
  return {
    ...(wanted.id ? { id: known?.id ?? '' } : {}),
    ...(wanted.dataset ? { dataset: known?.dataset ?? {} } : {}),
    ...(wanted.rect ? { left, top, right, bottom } : {}),
    ...(wanted.size ? { width, height } : {}),
    ...(wanted.scrollOffset ? { scrollLeft: element.scrollLeft, scrollTop: element.scrollTop } : {}),
    ...(wanted.node && element instanceof WxCanvas ? { node: element.node } : {}),
  }
}

/** What a selector names in a page. An id is the program's, and may not be the page's own element's. */
export function found(all: Element | undefined, selector: string): Element[] {
  const id = /^#([\w-]+)$/.exec(selector)?.[1]
  if (id === undefined) return [...(all?.querySelectorAll(inPage(selector)) ?? [])]
  return ([...(all?.getElementsByTagName('*') ?? [])] as Known[]).filter((each) => each.id === id || idOf(each) === id)
}

/** `wx.createSelectorQuery()` over the page on top: sizes as they are laid out (none in jsdom), and canvases. */
export function selectorQuery(page: () => Element | undefined): object {
  const asked: { find: () => Element[]; many: boolean; wanted: Wanted; told: Told | undefined }[] = []
  const nodes = (find: () => Element[], many: boolean) => {
    const ask = (wanted: Wanted, told?: Told) => {
      asked.push({ find, many, wanted, told })
      return query
    }
    return {
      boundingClientRect: (told?: Told) => ask({ id: true, dataset: true, rect: true, size: true }, told),
      scrollOffset: (told?: Told) => ask({ id: true, dataset: true, scrollOffset: true }, told),
      fields: (wanted: Wanted, told?: Told) => ask(wanted, told),
      node: (told?: Told) => ask({ node: true }, told),
      context: (told?: Told) => ask({}, told),
    }
  }
  const query = {
    in: () => query,
    select: (selector: string) => nodes(() => found(page(), selector).slice(0, 1), false),
    selectAll: (selector: string) => nodes(() => found(page(), selector), true),
    selectViewport: () => nodes(() => [document.documentElement], false),
    exec(told?: Told) {
      setTimeout(() => {
        const results = asked.map(({ find, many, wanted }) => {
          const all = find().map((element) => read(element as Known, wanted))
          return many ? all : (all[0] ?? null)
        })
        for (const [i, { told: each }] of asked.entries()) each?.(results[i])
        told?.(results)
      }, 0)
      return query
    },
  }
  return query
}
