import type { AssociatedBackend, CodeSpace, Root } from 'glass-easel-miniprogram-adapter'
import type { SetDataRecord, ShareCard } from '../phone.ts'
import type { AppJson, PageJson } from '../program.ts'
import type { Known } from './elements.ts'
import type { Faults } from './faults.ts'
import { parse, pathsOf, put } from './page-address.ts'
import { cardOf } from './share.ts'
import { createTabs } from './tabs.ts'

/** WeChat keeps so many pages and refuses the next one. */
const MOST_PAGES = 10
/** WeChat warns of more in one setData, and phones stand still. */
const MOST_BYTES = 256 * 1024

type Caller = Record<string, unknown> & { setData(data: object, done?: () => void): void }

interface Open {
  path: string
  query: Record<string, string>
  title: string
  root: Root
  caller: Caller
  element: HTMLElement
  scrolled: number
  /** Whether its menu offers to share it. */
  menu: boolean
}

/** A page over the others, in the place of the last one, in the place of all, or one of the bar at the foot. */
export type Way = 'push' | 'replace' | 'relaunch' | 'tab'

export interface Pages {
  /** @returns what is wrong, in WeChat's words; null when it was opened */
  open(url: string, how: Way): string | null
  back(by?: number): void
  title(title: string): void
  colours(front: string, back: string): void
  toast(text: string): void
  /** Calls a method of the page on top, such as onPullDownRefresh. */
  call(name: string, ...args: unknown[]): void
  /** A finger pulls the page on top down; false where its settings do not offer it. */
  pull(): boolean
  menu(offers: boolean): void
  /** Hands the page on top to a chat; null where its menu does not offer it. */
  share(from: 'menu' | 'button', target?: unknown): ShareCard | null
  readonly stack: readonly Open[]
  readonly shared: readonly ShareCard[]
}

export interface PagesParts {
  app: AppJson
  configs: Readonly<Record<string, PageJson>>
  space: CodeSpace
  backend: AssociatedBackend
  /** Runs a page's files, once. */
  load(path: string): void
  styles(path: string): void
  setDataMs: number
  record: SetDataRecord[]
  faults: Faults
}

export function createPages(parts: PagesParts): Pages {
  const stack: Open[] = []
  const shared: ShareCard[] = []
  const bar = document.createElement('header')
  bar.className = 'mp-bar'
  document.body.append(bar)
  const known = pathsOf(parts.app)
  /** Pages of the bar stay when another one is looked at. */
  const kept = new Map<string, Open>()
  const tabs = createTabs(parts.app, (path, index) => {
    open(`/${path}`, 'tab')
    call(top(), 'onTabItemTap', { index, pagePath: path, text: parts.app.tabBar?.list[index]?.text })
  })
  const top = () => stack[stack.length - 1]

  function call(page: Open | undefined, name: string, ...args: unknown[]): void {
    const method = page?.caller[name]
    if (typeof method !== 'function') return
    try {
      method.apply(page?.caller, args)
    } catch (error) {
      parts.faults.add(String(error))
    }
  }
  function showBar(): void {
    const page = top()
    bar.replaceChildren()
    if (stack.length > 1) {
      const button = document.createElement('button')
      button.textContent = '‹'
      button.setAttribute('aria-label', '返回')
      button.addEventListener('click', () => back())
      bar.append(button)
    }
    const heading = document.createElement('h1')
    heading.textContent = page?.title ?? ''
    bar.append(heading)
  }
  function show(page: Open): void {
    parts.styles(page.path)
    tabs.show(page.path)
    page.element.hidden = false
    document.documentElement.scrollTop = page.scrolled
    showBar()
    call(page, 'onShow')
  }
  function hide(page: Open | undefined): void {
    if (!page) return
    page.scrolled = document.documentElement.scrollTop
    page.element.hidden = true
    call(page, 'onHide')
  }
  function close(page: Open | undefined): void {
    if (!page) return
    call(page, 'onUnload')
    page.root.release()
    page.element.remove()
  }

  /** The way from the program to the screen: a moment later, and its size is kept. */
  function slow(page: { path: string; caller: Caller }): void {
    const apply = page.caller.setData.bind(page.caller)
    // What the program reads is set at once; the screen follows.
    const known = JSON.parse(JSON.stringify(page.caller['data'] ?? {})) as Record<string, unknown>
    Object.defineProperty(page.caller, 'data', { value: known })
    page.caller.setData = (data, done) => {
      const bytes = new TextEncoder().encode(JSON.stringify(data)).length
      parts.record.push({ page: page.path, bytes })
      if (bytes > MOST_BYTES) parts.faults.add(`setData of ${bytes} bytes on ${page.path}, more than ${MOST_BYTES}`)
      for (const [path, value] of Object.entries(data)) put(known, path, value)
      setTimeout(() => {
        apply(data)
        done?.()
      }, parts.setDataMs)
    }
  }

  function open(url: string, how: Way): string | null {
    const { path, query } = parse(url, top()?.path)
    if (!known.has(path)) return `page "${path}" is not found`
    if (tabs.has(path) && (how === 'push' || how === 'replace')) return `can not ${how} a tabbar page`
    if (how === 'tab' && !tabs.has(path)) return 'can not switch to no-tabBar page'
    if (how === 'push' && stack.length >= MOST_PAGES) return 'webview count limit exceed'
    parts.load(path)
    if (how === 'push') hide(top())
    else if (how === 'replace') close(stack.pop())
    else leave(how)
    const found = kept.get(path)
    if (how === 'tab' && found) {
      stack.push(found)
      show(found)
    } else make(path, query)
    return null
  }
  /** All pages but those of the bar, which wait out of sight; with `relaunch` they go, too. */
  function leave(how: 'relaunch' | 'tab'): void {
    while (stack.length > 0) {
      const page = stack.pop()
      if (page && how === 'tab' && kept.has(page.path)) hide(page)
      else close(page)
    }
    if (how === 'tab') return
    for (const page of kept.values()) if (page.element.isConnected) close(page)
    kept.clear()
  }
  function make(path: string, query: Record<string, string>): void {
    const config = parts.configs[path] ?? {}
    const root = parts.backend.createRoot('wx-page', parts.space, path)
    const caller = root.get() as never as Caller
    const place = document.createElement('div')
    document.body.append(place)
    root.attach(document.body as never, place as never)
    const element = root.getComponent().getBackendElement() as never as HTMLElement
    const title = config.navigationBarTitleText ?? parts.app.window?.navigationBarTitleText ?? ''
    const page: Open = { path, query, title, root, caller, element, scrolled: 0, menu: true }
    Object.assign(caller, { route: path, __route__: path, options: query })
    slow(page)
    stack.push(page)
    if (tabs.has(path)) kept.set(path, page)
    call(page, 'onLoad', query)
    show(page)
    setTimeout(() => call(page, 'onReady'), 0)
  }
  function back(by = 1): void {
    const left = Math.max(1, stack.length - by)
    if (stack.length === left) return
    while (stack.length > left) close(stack.pop())
    const page = top()
    if (page) show(page)
  }

  /** How high the page was whose foot was told of: one that grew has another foot. */
  let reached: number | undefined
  window.addEventListener('scroll', () => {
    const page = top()
    if (!page) return
    const { scrollHeight: tall, scrollTop } = document.documentElement
    const near = tall - window.innerHeight - scrollTop <= (parts.configs[page.path]?.onReachBottomDistance ?? 50)
    if (near && reached !== tall) call(page, 'onReachBottom')
    reached = near ? tall : undefined
    call(page, 'onPageScroll', { scrollTop })
  })

  return {
    open,
    back,
    stack,
    shared,
    pull() {
      const page = top()
      const able = page && (parts.configs[page.path]?.enablePullDownRefresh ?? parts.app.window?.enablePullDownRefresh)
      if (able) call(page, 'onPullDownRefresh')
      return able === true
    },
    menu(offers) {
      const page = top()
      if (page) page.menu = offers
    },
    share(from, target) {
      const page = top()
      const method = page?.caller['onShareAppMessage']
      const able = typeof method === 'function'
      if (!page || (from === 'menu' && !(able && page.menu))) return null
      const ask = able ? (about: unknown): unknown => method.call(page.caller, about) : undefined
      const card = cardOf({ ...page, ask }, from, target)
      shared.push(card)
      return card
    },
    title(title) {
      const page = top()
      if (page) page.title = title
      showBar()
    },
    colours(front, back) {
      bar.style.color = front
      bar.style.background = back
    },
    toast(text) {
      for (const old of document.querySelectorAll('.mp-toast')) old.remove()
      const box: Known = document.createElement('div')
      box.className = 'mp-toast'
      box.setAttribute('role', 'status')
      box.textContent = text
      document.body.append(box)
    },
    call: (name, ...args) => call(top(), name, ...args),
  }
}
