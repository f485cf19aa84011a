import type { BrowserContext } from 'playwright-core'
import { LACKING } from './lacking.ts'

/** Takes away what old web-views lack, before the first script of every page that is opened from now on. */
export async function takeAway(context: BrowserContext): Promise<void> {
  await context.addInitScript(
    (names) => {
      const root = window
      const own = root.fetch.bind(root)
      // A browser that knows no signals does not look at what is given for one.
      root.fetch = (url, init) => own(url, init && { ...init, signal: null })
      for (const type of ['down', 'up', 'move', 'cancel', 'over', 'out', 'enter', 'leave'])
        root.addEventListener(`pointer${type}`, (event) => event.stopImmediatePropagation(), true)
      const left: string[] = []
      for (const name of names) {
        const path = name.split('.')
        const last = path.pop() ?? ''
        const holder = path.reduce<object | undefined>((at, key) => {
          const next: unknown = at && Reflect.get(at, key)
          return typeof next === 'function' || (typeof next === 'object' && next !== null) ? next : undefined
        }, root)
        if (!holder) continue
        // One that is inherited can only be hidden.
        if (last in holder && !Reflect.deleteProperty(holder, last)) left.push(name)
        else if (last in holder) Object.defineProperty(holder, last, { value: undefined, configurable: true })
      }
      if (left.length > 0) throw new Error(`could not take away ${left.join(', ')}`)
    },
    LACKING.map(([name]) => name),
  )
}
