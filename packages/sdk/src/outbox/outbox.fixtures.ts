import { CivicError, type ErrorCode } from '@civicgrid/contracts'
import type { Receipt, SubmitInput } from '../wire/appeals.ts'
import type { KeptStore } from './kept.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import type { OutboxClient } from './send.ts'

export const INPUT: SubmitInput = {
  kind: 'report',
  category: 'streetLight',
  text: '路灯不亮',
  place: { point: { lng: 121.1, lat: 31.45 } },
}
export const photo = (text = 'jpeg') => new Blob([text], { type: 'image/jpeg' })

/** A server that takes a key once, as ours does, and can be out of reach. */
export function world(account: string | null = 'li') {
  const taken = new Map<string, { body: string; receipt: Receipt }>()
  const calls: string[] = []
  const state = { account, fails: [] as (ErrorCode | CivicError | 'lost')[], gone: new Set<string>(), uploads: 0 }
  const civic: OutboxClient = {
    identity: {
      me: () =>
        Promise.resolve(state.account === null ? { kind: 'guest' } : { kind: 'resident', account: state.account }),
    },
    files: {
      async upload(file, { account } = {}) {
        if (account !== undefined && account !== state.account) throw new CivicError('UNAUTHENTICATED')
        calls.push(`upload ${'path' in file ? file.path : await file.text()}`)
        fail('upload')
        return { token: `token-${++state.uploads}` }
      },
    },
    appeals: {
      async submit(input, { idempotencyKey = '', account } = {}) {
        if (account !== undefined && account !== state.account) throw new CivicError('UNAUTHENTICATED')
        const body = JSON.stringify(input)
        calls.push(`submit ${input.photos?.join(',') ?? ''}`)
        const next = state.fails[0] === 'lost' ? state.fails.shift() : fail('submit')
        const known = taken.get(idempotencyKey)
        if (known && known.body !== body) throw new CivicError('IDEMPOTENCY_CONFLICT')
        const missing = input.photos?.findIndex((token) => state.gone.has(token)) ?? -1
        if (!known && missing >= 0) throw new CivicError('BAD_INPUT', { fields: { [`photos.${missing}`]: 'unknown' } })
        const receipt = known?.receipt ?? {
          code: `CODE${taken.size + 1}`,
          version: 1,
          status: 'submitted',
          at: '2026-03-04T01:00:00Z',
          dueAt: null,
        }
        taken.set(idempotencyKey, { body, receipt })
        if (next === 'lost') throw new CivicError('NETWORK')
        return await Promise.resolve(receipt)
      },
    },
  }
  function fail(what: string) {
    const next = state.fails[0]
    if (next === undefined || next === 'lost') return next
    if (what === 'upload' && next !== 'NETWORK') return next
    state.fails.shift()
    throw next instanceof CivicError ? next : new CivicError(next)
  }
  return { civic, state, taken, calls }
}

export const open = (civic: OutboxClient, store: KeptStore, account = 'li'): Outbox =>
  createOutbox({ civic, account, store })
export const states = async (outbox: Outbox) => (await outbox.list()).map(({ state }) => state)
