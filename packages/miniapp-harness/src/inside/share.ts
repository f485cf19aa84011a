import type { ShareCard } from '../phone.ts'

export interface Sharing {
  path: string
  query: Readonly<Record<string, string>>
  title: string
  /** What the page says to being shared; undefined where it has no such method. */
  ask: ((from: { from: 'menu' | 'button'; target?: unknown }) => unknown) | undefined
}

const address = ({ path, query }: Sharing) =>
  [path, ...Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)].reduce(
    (whole, part, i) => whole + (i === 0 ? '' : i === 1 ? '?' : '&') + part,
    '',
  )

/** The card that a chat would show: what the page says, and WeChat's own for what it leaves out. */
export function cardOf(page: Sharing, from: 'menu' | 'button', target?: unknown): ShareCard {
  const said = page.ask?.({ from, ...(target === undefined ? {} : { target }) })
  const given = typeof said === 'object' && said !== null ? (said as Partial<ShareCard>) : {}
  return { title: page.title, path: address(page), ...given }
}
