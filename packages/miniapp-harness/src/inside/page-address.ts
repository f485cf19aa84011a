import type { AppJson } from '../program.ts'

export interface Address {
  path: string
  query: Record<string, string>
}

/** An address as `wx.navigateTo` is given one, seen from a page. */
export function parse(url: string, from: string | undefined): Address {
  const [address = '', search = ''] = url.split('?')
  const parts = address.startsWith('/') || from === undefined ? [] : from.split('/').slice(0, -1)
  for (const part of address.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  const pairs = search
    .split('&')
    .filter(Boolean)
    .map((pair) => pair.split('='))
  return {
    path: parts.join('/'),
    query: Object.fromEntries(pairs.map(([name = '', value = '']) => [name, decodeURIComponent(value)])),
  }
}

/** Every page of a program, those of its subpackages by their whole path. */
export const pathsOf = ({ pages, subPackages = [] }: AppJson): Set<string> =>
  new Set([
    ...pages,
    ...subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`.replace('//', '/'))),
  ])

/** Sets `a.b[0].c` of an object. */
export function put(into: Record<string, unknown>, path: string, value: unknown): void {
  const parts = path.replace(/\[(\d+)\]/g, '.$1').split('.')
  const last = parts.pop() ?? ''
  let at = into
  for (const part of parts) at = (at[part] ??= {}) as Record<string, unknown>
  at[last] = value
}
