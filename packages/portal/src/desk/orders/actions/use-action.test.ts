import { CivicError, type Receipt } from '@civicgrid/sdk'
import { describe, expect, it, vi } from 'vitest'
import { useAction } from './use-action.ts'

const receipt: Receipt = { code: 'A', version: 4, status: 'accepted', at: '2026-03-03T02:00:00Z', dueAt: null }

function form(command: (input: object, options: { idempotencyKey?: string }) => Promise<Receipt>) {
  const typed = { text: 'fixed' }
  const context = {
    version: 3,
    done: vi.fn(),
    stale: vi.fn(),
    on: () => ({ code: 'A', expectedVersion: context.version }),
  }
  const sent: { input: object; key: string | undefined }[] = []
  const run = useAction(
    context,
    () => ({ ...typed }),
    (input, options) => {
      sent.push({ input, key: options.idempotencyKey })
      return command(input, options)
    },
  )
  return { typed, context, sent, run }
}

describe('the command of a form', () => {
  it('a double tap sends once', async () => {
    const { run, sent, context } = form(async () => receipt)
    await Promise.all([run.send(), run.send()])
    expect(sent).toHaveLength(1)
    expect(context.done).toHaveBeenCalledExactlyOnceWith(receipt)
  })
  it('after a lost answer the same words go out under the same key', async () => {
    let lost = true
    const { run, sent } = form(async () => {
      if (lost) throw new CivicError('NETWORK')
      return receipt
    })
    await run.send()
    expect(run.error.value).toMatchObject({ code: 'NETWORK' })
    lost = false
    await run.send()
    expect(sent[1]?.key).toBe(sent[0]?.key)
    expect(run.error.value).toBeNull()
  })
  it('a colleague who was first makes the page load anew, and what was typed goes out against the new version', async () => {
    let first = true
    const { run, sent, context, typed } = form(async () => {
      if (first) throw new CivicError('VERSION_CONFLICT', { changes: { version: 5, events: [] } })
      return receipt
    })
    await run.send()
    expect(context.stale).toHaveBeenCalledOnce()
    expect(run.error.value).toBeNull()
    first = false
    context.version = 5
    await run.send()
    expect(sent[1]).toMatchObject({ input: { ...typed, code: 'A', expectedVersion: 5 } })
    expect(sent[1]?.key).not.toBe(sent[0]?.key)
  })
  it('a step that is over is told as such, and the page loads anew too', async () => {
    const { run, context } = form(async () => {
      throw new CivicError('WRONG_STATE')
    })
    await run.send()
    expect(run.error.value).toMatchObject({ code: 'WRONG_STATE' })
    expect(context.stale).toHaveBeenCalledOnce()
    expect(run.busy.value).toBe(false)
  })
})
