import { expect, test, vi } from 'vitest'
import { createOutbox } from '../outbox/index.ts'
import { INPUT, states, world } from '../outbox/outbox.fixtures.ts'
import { keptOver, occasionsOver } from './index.ts'

/** A phone: rows, files, and how much of each it has room for. */
function phone() {
  const rows = new Map<string, unknown>()
  const files = new Set(['wxfile://tmp/a.jpg', 'wxfile://tmp/b.jpg'])
  const room = { rows: Infinity, files: Infinity }
  const heard = { network: new Set<(state: { isConnected: boolean }) => void>(), show: new Set<() => void>() }
  return {
    rows,
    files,
    room,
    heard,
    env: { USER_DATA_PATH: 'wxfile://usr' },
    getStorageSync: (key: string) => rows.get(key) ?? '',
    setStorageSync(key: string, value: unknown) {
      if (!rows.has(key) && rows.size >= room.rows) throw new Error('setStorageSync:fail exceed max size')
      rows.set(key, structuredClone(value))
    },
    removeStorageSync: (key: string) => void rows.delete(key),
    getStorageInfoSync: () => ({ keys: [...rows.keys()] }),
    getFileSystemManager: () => ({
      copyFile({ srcPath, destPath, success, fail }: Parameters<Manager['copyFile']>[0]) {
        if (!files.has(srcPath) || files.size >= room.files)
          return queueMicrotask(() => fail({ errMsg: 'copyFile:fail' }))
        files.add(destPath)
        queueMicrotask(success)
      },
      unlink({ filePath, success, fail }: Parameters<Manager['unlink']>[0]) {
        queueMicrotask(() => (files.delete(filePath) ? success() : fail({ errMsg: 'unlink:fail' })))
      },
    }),
    onNetworkStatusChange: (told: (state: { isConnected: boolean }) => void) => void heard.network.add(told),
    offNetworkStatusChange: (told: (state: { isConnected: boolean }) => void) => void heard.network.delete(told),
    onAppShow: (told: () => void) => void heard.show.add(told),
    offAppShow: (told: () => void) => void heard.show.delete(told),
  }
}
type Manager = ReturnType<Parameters<typeof keptOver>[0]['getFileSystemManager']>
type Phone = ReturnType<typeof phone>

const own = ({ files }: Phone) => [...files].filter((path) => path.startsWith('wxfile://usr/'))
const boxOn = (held: Phone, { civic }: ReturnType<typeof world>) =>
  createOutbox({ civic, account: 'li', store: keptOver(held, 'box'), occasions: occasionsOver(held) })
const TWO = ['wxfile://tmp/a.jpg', 'wxfile://tmp/b.jpg'].map((path) => ({ file: { path } }))

test('what waits outlives the program with its photos, goes once, and leaves no file behind', async () => {
  const [held, city] = [phone(), world()]
  city.state.fails = ['NETWORK']
  const first = boxOn(held, city)
  await first.add(INPUT, TWO)
  await first.send()
  expect(await states(first)).toEqual(['waiting'])
  // WeChat's own go with the program.
  held.files.delete('wxfile://tmp/a.jpg')
  held.files.delete('wxfile://tmp/b.jpg')
  const second = boxOn(held, city)
  await second.send()
  expect(await states(second)).toEqual(['sent'])
  expect(city.taken.size).toBe(1)
  expect(city.calls.filter((call) => call.startsWith('upload wxfile://usr/civic-'))).toHaveLength(3)
  expect(own(held)).toEqual([])
})

test('it takes no turns with anybody: a killed program blocks the next start for no moment', async () => {
  const [held, city] = [phone(), world()]
  held.rows.set('box/lease/civic-outbox/li', { holder: 'dead', until: Date.now() + 60_000 })
  const outbox = boxOn(held, city)
  await outbox.add(INPUT, [])
  await outbox.send()
  expect(await states(outbox)).toEqual(['sent'])
})

test('a full phone keeps all of it or nothing, and says so', async () => {
  const [held, city] = [phone(), world()]
  const outbox = boxOn(held, city)
  held.room.files = 3
  await expect(outbox.add(INPUT, TWO)).rejects.toMatchObject({ errMsg: 'copyFile:fail' })
  expect([held.rows.size, own(held)]).toEqual([0, []])
  held.room.files = Infinity
  held.room.rows = 2
  await expect(outbox.add(INPUT, TWO)).rejects.toThrow('exceed max size')
  expect([held.rows.size, own(held)]).toEqual([0, []])
})

test('what can be fetched again goes before a full storage is believed', async () => {
  const held = phone()
  held.rows.set('seen', 'a list')
  held.room.rows = 1
  const store = keptOver(held, 'box', () => void held.rows.delete('seen'))
  await store.put({ a: 1 })
  expect(await store.get('a')).toBe(1)
  await expect(store.put({ a: 2, b: 3 })).rejects.toThrow('exceed max size')
  expect(await store.get('a')).toBe(1)
})

test('removing one takes its photos along, and touches nothing else of the program', async () => {
  const [held, city] = [phone(), world()]
  held.rows.set('civic-pair', 'p')
  const outbox = boxOn(held, city)
  const { id } = await outbox.add(INPUT, TWO)
  expect(own(held)).toHaveLength(2)
  await outbox.remove(id)
  expect([[...held.rows.keys()], own(held)]).toEqual([['civic-pair'], []])
})

test('it goes when the network is back and when the program is looked at again, until it is stopped', async () => {
  const [held, city] = [phone(), world(null)]
  const outbox = boxOn(held, city)
  await outbox.add(INPUT, [])
  const stop = outbox.start()
  await vi.waitFor(async () => expect(await states(outbox)).toEqual(['signIn']))
  city.state.account = 'li'
  for (const told of held.heard.network) told({ isConnected: false })
  expect(await states(outbox)).toEqual(['signIn'])
  for (const told of held.heard.network) told({ isConnected: true })
  await vi.waitFor(async () => expect(await states(outbox)).toEqual(['sent']))
  await outbox.add({ ...INPUT, text: '井盖缺损' }, [])
  for (const told of held.heard.show) told()
  await vi.waitFor(async () => expect(await states(outbox)).toEqual(['sent', 'sent']))
  stop()
  expect([held.heard.network.size, held.heard.show.size]).toEqual([0, 0])
})
