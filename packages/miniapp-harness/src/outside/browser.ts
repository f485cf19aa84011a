import type { Page } from 'playwright-core'
import type { Inside } from '../inside/main.ts'
import type { Target } from '../inside/audit.ts'
import type { Host, Kept, Outcome, PhoneOptions, PhoneState, RequestSaid, ShareCard, UploadSaid } from '../phone.ts'
import type { Program } from '../program.ts'
import { insideScript } from './bundle.ts'

/** A phone in a real browser: what it shows is asked of `page`, by role and label. */
export interface ShownPhone {
  readonly page: Page
  answer(name: string, outcome: Outcome, once?: boolean): Promise<void>
  state(): Promise<PhoneState>
  /** What can be tapped on the page on top, and how large it is. */
  targets(): Promise<Target[]>
  untold(): Promise<string[]>
  /** Opens a page of the program by its address; null when nothing was wrong. */
  open(url: string): Promise<string | null>
  fire(name: string, ...told: unknown[]): Promise<void>
  share(): Promise<ShareCard | null>
  /** What would stay on the phone if the program ended now. */
  kept(): Promise<Kept>
  back(): Promise<void>
}

/** What the page's own script leaves in it. */
interface Shown {
  MiniPhone: { start(program: Program, options: PhoneOptions, host: Host): Inside }
  phone: Inside
  miniOnline?: (online: boolean) => void
  miniHost(kind: 'request' | 'upload' | 'picture', said: unknown): Promise<never>
}

const ADDRESS = 'https://phone.example/'
const HTML =
  '<!doctype html><html lang="zh-CN"><head><meta name="viewport" content="width=device-width,initial-scale=1"></head><body></body></html>'

/** Starts a program in a page that nobody uses yet. */
export async function shownPhone(
  page: Page,
  program: Program,
  host: Host,
  options: PhoneOptions = {},
): Promise<ShownPhone> {
  await page.exposeFunction('miniHost', (kind: string, said: RequestSaid & UploadSaid & string) =>
    kind === 'picture' ? host.picture(said) : kind === 'upload' ? host.upload(said) : host.request(said),
  )
  await page.route(ADDRESS, (route) => route.fulfill({ contentType: 'text/html', body: HTML }))
  await page.goto(ADDRESS)
  await page.addScriptTag({ content: `${await insideScript()};window.MiniPhone=MiniPhone` })
  await page.evaluate(
    ([program, options]) => {
      const shown = window as never as Shown
      const host: Host = {
        request: (said) => shown.miniHost('request', said),
        upload: (said) => shown.miniHost('upload', said),
        picture: (path) => shown.miniHost('picture', path),
        watch: (listener) => void (shown.miniOnline = listener),
      }
      shown.phone = shown.MiniPhone.start(program, options, host)
    },
    [program, options] as const,
  )
  host.watch?.((online) => {
    if (!page.isClosed()) void page.evaluate((now) => (window as never as Shown).miniOnline?.(now), online)
  })
  const inside = <Name extends keyof Inside>(name: Name, ...args: Parameters<Inside[Name]>) =>
    page.evaluate(
      ([name, args]) =>
        (window as never as { phone: Record<string, (...args: unknown[]) => unknown> }).phone[name]?.(...args),
      [name as string, args as unknown[]] as const,
    ) as Promise<ReturnType<Inside[Name]>>
  return {
    page,
    answer: (name, outcome, once) => inside('answer', name, outcome, once),
    state: () => inside('state'),
    targets: () => inside('targets'),
    untold: () => inside('untold'),
    open: (url) => inside('open', url),
    fire: (name, ...told) => inside('fire', name, ...told),
    share: () => inside('share'),
    kept: () => inside('kept'),
    back: () => inside('back'),
  }
}
