/** The phone inside a page: what a browser and jsdom alike run. */
import { CurrentWindowBackendContext, Event as EaselEvent } from 'glass-easel'
import { MiniProgramEnv, type CodeSpace } from 'glass-easel-miniprogram-adapter'
import type { Host, Kept, Outcome, PhoneOptions, PhoneState, SetDataRecord, ShareCard } from '../phone.ts'
import type { Program } from '../program.ts'
import { targets, untold, type Target } from './audit.ts'
import { BASE_CSS } from './base.css.ts'
import { defineBuiltins } from './builtins.ts'
import { compile } from './compile.ts'
import { pictures } from './elements.ts'
import { createFaults } from './faults.ts'
import { mapFaults } from './map.ts'
import { createModules } from './modules.ts'
import { hearOpenTypes } from './open-types.ts'
import { createPages, type Pages, type Way } from './pages.ts'
import { observing } from './observer.ts'
import { selectorQuery } from './query.ts'
import { usualAnswers } from './usual.ts'
import { createWx, type Wx } from './wx.ts'

export interface Inside {
  answer(name: string, outcome: Outcome, once?: boolean): void
  state(): PhoneState
  back(): void
  /** A page's own method: onPullDownRefresh, onReachBottom, onShareAppMessage. */
  call(name: string, ...args: unknown[]): void
  /** The program goes to the background and comes back. */
  hide(): void
  show(): void
  open(url: string): string | null
  /** Tells whoever listens by `wx.onThemeChange`, `RecorderManager.onStop` and their like. */
  fire(name: string, ...told: unknown[]): void
  /** Hands the page on top to a chat by its menu; null where it is not offered. */
  share(): ShareCard | null
  /** A finger pulls the page down; false where its settings do not offer it. */
  pull(): boolean
  /** What stays on the phone when the program ends. */
  kept(): Kept
  /** See audit.ts. */
  targets(): Target[]
  untold(): string[]
}

type AppOptions = Record<string, unknown>

function addStyle(css: string): HTMLStyleElement {
  const style = document.createElement('style')
  style.textContent = css
  document.head.append(style)
  return style
}

/** Starts the program: its app, then its first page. */
export function start(program: Program, options: PhoneOptions, host: Host): Inside {
  const faults = createFaults()
  const record: SetDataRecord[] = []
  window.addEventListener('error', (event) => faults.add(String(event.error ?? event.message)))
  window.addEventListener('unhandledrejection', (event) =>
    faults.add(`unhandled: ${String(event.reason?.stack ?? event.reason)}`),
  )
  let pages: Pages
  let made: Wx
  const usual = usualAnswers(options, host, { faults, pages: () => pages, wx: () => made })
  pictures.of = usual.picture
  mapFaults.add = faults.add
  usual.answers['createIntersectionObserver'] = observing(
    (component) =>
      // Whoever names no page means the one on top.
      (component ? pages.stack.find(({ caller }) => caller === component) : pages.stack.at(-1))?.element,
  )
  usual.answers['createSelectorQuery'] = () => selectorQuery(() => pages.stack.at(-1)?.element)
  const { answers, acting, gate } = usual
  made = createWx({ api: program.api, usual: answers, acting, faults, gate })
  const { wx, calls, answer, outcomeOf, fire } = made
  for (const [name, outcome] of Object.entries(options.answers ?? {})) answer(name, outcome)

  const env = new MiniProgramEnv()
  const space = env.createCodeSpace('', true)
  defineBuiltins(
    space.getComponentSpace(),
    follow(() => pages),
  )
  addTemplates(space, program)
  addStyle(BASE_CSS)
  addStyle(program.styles['app'] ?? '')
  const styled = new Map<string, HTMLStyleElement>()

  let app: AppOptions = {}
  // Frameworks swallow what a page throws, and write it here.
  const hearing = {
    ...console,
    error: (...said: unknown[]) =>
      faults.add(said.map((each) => (each instanceof Error ? (each.stack ?? each.message) : String(each))).join(' ')),
  }
  const modules = createModules(program.scripts, {
    enter: (path) => {
      const own = { wx, App: (given: AppOptions) => void (app = given), getApp: () => app, console: hearing }
      const current = () => pages.stack.map(({ caller }) => caller)
      return space.componentEnv(path, ({ Page, Component, Behavior }) => ({
        ...own,
        Page,
        Component,
        Behavior,
        getCurrentPages: current,
      }))
    },
  })

  pages = createPages({
    app: program.app,
    configs: program.configs,
    space,
    backend: env.associateBackend(listening()),
    load(path) {
      for (const used of Object.values(program.configs[path]?.usingComponents ?? {})) modules.run(resolve(path, used))
      modules.run(path)
    },
    // A page's styles are its own.
    styles(path) {
      const wanted = program.styles[path] ? [path] : []
      for (const [name, style] of styled) style.media = wanted.includes(name) ? 'all' : 'not all'
      for (const name of wanted) if (!styled.has(name)) styled.set(name, addStyle(program.styles[name] ?? ''))
    },
    setDataMs: options.setDataMs ?? 1,
    record,
    faults,
  })

  hearOpenTypes({ outcomeOf, gate, pages })

  modules.run('app')
  const launch = { path: program.app.pages[0] ?? '', query: {}, scene: 1001, shareTicket: '', referrerInfo: {} }
  const callApp = (name: string, ...args: unknown[]) => {
    const method = app[name]
    if (typeof method === 'function') method.apply(app, args)
  }
  callApp('onLaunch', launch)
  callApp('onShow', launch)
  const wrong = pages.open(`/${options.path ?? program.app.pages[0] ?? ''}`, 'relaunch')
  if (wrong !== null) throw new Error(wrong)

  return {
    answer,
    back: () => pages.back(),
    call: (name, ...args) => pages.call(name, ...args),
    open: (url) => pages.open(url, 'push'),
    targets,
    untold,
    fire,
    share: () => pages.share('menu'),
    pull: () => pages.pull(),
    kept: () => ({
      storage: Object.fromEntries(usual.storage),
      files: Object.fromEntries(usual.files),
      scopes: { ...gate.scopes },
      privacy: gate.privacy,
    }),
    hide() {
      pages.call('onHide')
      callApp('onHide')
      fire('onAppHide', { path: pages.stack.at(-1)?.path })
    },
    show() {
      callApp('onShow', launch)
      fire('onAppShow', launch)
      pages.call('onShow')
    },
    state: () => ({
      pages: pages.stack.map(({ path, query, title }) => ({ path, query, title })),
      faults: [...faults.list],
      setData: [...record],
      calls: [...calls],
      storage: Object.fromEntries(usual.storage),
      toasts: [...usual.toasts],
      files: Object.fromEntries(usual.files),
      shared: [...pages.shared],
    }),
  }
}

/** What a navigator does, by its open-type. */
const follow = (pages: () => Pages) => (how: string, url: string) => {
  const ways: Record<string, Way> = { navigate: 'push', redirect: 'replace', reLaunch: 'relaunch', switchTab: 'tab' }
  if (how === 'navigateBack') pages().back()
  else pages().open(url, ways[how] ?? 'push')
}

function resolve(path: string, used: string): string {
  const parts = used.startsWith('/') ? [] : path.split('/').slice(0, -1)
  for (const part of used.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

/** The page's own events, made into the program's. */
function listening(): CurrentWindowBackendContext {
  const context = new CurrentWindowBackendContext()
  context.onEvent((target, type, detail, options) => {
    target.dispatchEvent(new EaselEvent(type, detail, options))
  })
  return context
}

function addTemplates(space: CodeSpace, program: Program): void {
  const groups = compile([], `return ${program.templates}`, 'miniapp/templates.js')() as Record<string, never>
  for (const path of Object.keys(program.configs)) {
    const content = groups[path]
    // Builtins are elements of the page, and hear events all the same.
    if (content) space.addCompiledTemplate(path, { groupList: groups, content, fallbackListenerOnNativeNode: true })
    space.addComponentStaticConfig(path, program.configs[path] as never)
  }
}
