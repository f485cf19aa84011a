/** What is asked of the server: a procedure, and its input. */
export type Read = readonly [path: string, input?: object]

interface Address {
  /** What stands after the beginning of the path. */
  readonly rest: string
  /** A value of the query; null where there is none. */
  readonly asked: (name: string) => string | null
}

const ME: Read = ['identity.me']

/**
 * What a page asks first, by how its address begins; the first that fits is meant. It is asked while the page's script is
 * on its way. The page asks just so: who adds a field there adds it here, or it is asked twice (`e2e/budgets` notices).
 */
const FIRST_READS: readonly (readonly [begin: string, reads: (address: Address) => readonly Read[]])[] = [
  ['/mine', () => [ME, ['appeals.joined', { limit: 50 }], ['appeals.mine', { limit: 10 }]]],
  ['/appeal/', ({ rest: code }) => [['progress.get', { code }]]],
  ['/sent/', ({ rest: code }) => [['progress.get', { code }]]],
  ['/joined/', ({ rest: ref }) => [ME, ['appeals.joinedOne', { ref }]]],
  ['/near', () => [ME, ['city.get']]],
  ['/board/', ({ rest: ref }) => [['board.get', { ref }]]],
  [
    '/board',
    ({ asked }) => [
      ['city.get'],
      ['city.areas', {}],
      [
        'board.list',
        { limit: asked('view') === 'map' ? 100 : 20, category: asked('category'), areaCode: asked('area') },
      ],
    ],
  ],
  ['/rate/', ({ rest: token }) => [['ratings.linked', { token }]]],
  ['/look', () => [ME]],
  ['/later', () => [ME]],
  ['/authorities/', ({ rest: authority }) => [['appeals.mine', { authority, limit: 20 }]]],
  ['/authorities', () => [ME, ['authorities.list']]],
  ['/my-data', () => [ME, ['myData.looks', { limit: 10 }], ['myData.consents', { limit: 10 }], ['myData.deletion']]],
  ['/my/grants', () => [ME, ['consents.list']]],
  ['/consent/', ({ rest: uid }) => [ME, ['consents.request', { uid }]]],
  ['/settings', () => [ME]],
]

export function firstReads(path: string, query: string): readonly Read[] {
  const [begin, reads] = FIRST_READS.find(([each]) => path.indexOf(each) === 0) ?? []
  if (begin === undefined || reads === undefined) return []
  const values = new URLSearchParams(query)
  return reads({ rest: decodeURIComponent(path.slice(begin.length)), asked: (name) => values.get(name) || null })
}
