/** A partner's page that uses a little of everything. */
export const RIGHT = `
import { createCivic, demoSession, isCivicError, type AppealItem, type Progress } from '@civicgrid/sdk'
const civic = createCivic({ baseUrl: 'https://12345.example.cn', session: demoSession({ persona: 'operator' }) })
export async function page(photo: Blob): Promise<Progress> {
  const { me, error } = await civic.ready()
  if (error) throw error
  const who: 'guest' | 'resident' | 'staff' = me.kind
  const { token } = await civic.files.upload(photo, { onProgress: ({ sent, total }) => console.log(who, sent / total) })
  const receipt = await civic.appeals.submit({ kind: 'report', category: 'streetLight', text: '路灯不亮', photos: [token], place: { point: { lng: 121.1, lat: 31.4 } } })
  const items: AppealItem[] = []
  for await (const item of civic.appeals.mine({ open: true })) items.push(item)
  const first = await civic.workOrders.list({ queue: 'toAccept' }).page()
  const next: string | null = first.nextCursor
  for await (const { progress, entries } of civic.appeals.watch(receipt.code)) {
    console.log(progress.status, entries.length, next)
    break
  }
  try {
    await civic.ratings.rate({ code: receipt.code, expectedVersion: 3, satisfaction: 'satisfied', solved: 'solved' })
  } catch (thrown) {
    if (isCivicError(thrown) && thrown.code === 'VERSION_CONFLICT') console.log(thrown.changes?.version)
  }
  return civic.progress.get(receipt.code)
}
`

/** Each line is one mistake that must not compile. */
export const MISTAKES = [
  `void civic.appeals.submit({ kind: 'moan', category: 'a', text: 'b', place: {} })`,
  `void civic.appeals.submit({ kind: 'help', text: 'b', place: {} })`,
  `void civic.appeals.urge({ code: 'A' })`,
  `void civic.appeals.urge({ code: 'A', expectedVersion: 1, colour: 'red' })`,
  `void civic.workOrders.list({ queue: 'mine' })`,
  `void civic.workOrders.giveFeedback({ code: 'A', expectedVersion: 1, outcome: 'closed', text: 'b' })`,
  `void civic.progress.get({ code: 'A' })`,
  `void civic.progress.get('A').then((progress) => progress.colour)`,
  `void civic.appeals.mine().page().then(({ items }) => items[0]?.text)`,
  `void civic.places.save({ label: 'home', address: 'a', lng: '121', lat: 31 })`,
  `createCivic({ session: demoSession({ persona: 'a' }) })`,
  `demoSession({ name: 'operator' })`,
  `void civic.complaints`,
] as const

export const WRONG = `import { createCivic, demoSession } from '@civicgrid/sdk'
declare const civic: import('@civicgrid/sdk').Civic
${MISTAKES.join('\n')}
`
/** Lines of {@link WRONG} before the first mistake. */
export const LINES_BEFORE = 2
