import type { Civic, Receipt, SubmitInput } from '@civicgrid/sdk'
import type { OutboxCall, OutboxClient } from '@civicgrid/sdk/outbox'

/** Two boxes for what an officer sees: passed on, or put right on the spot. Both keep what was seen without a network. */
export type Box = 'found' | 'settled'

/** The box of somebody, by the account that `identity.me` tells. */
export const boxOf = (box: Box, account: string): string => `desk/${box}/${account}`

interface Desk {
  readonly files: OutboxClient['files']
  readonly identity: Pick<Civic['identity'], 'me'>
  readonly workOrders: Pick<Civic['workOrders'], 'register' | 'answer'>
}

/**
 * The desk as an outbox sends through it: what waits is registered, and of what was put right the last photo and a word
 * answer it. Keys of both steps hang on one, so each is done once however often it is tried.
 * @param done what is said of something put right on the spot
 */
export function roundClient(civic: Desk, box: Box, done: string): OutboxClient {
  // Of an outbox's own calls the account is that of the box; the server knows the person's.
  const own = <T extends OutboxCall>(options?: T) =>
    options && { ...options, account: options.account?.slice(boxOf(box, '').length) }
  return {
    files: { upload: (file, options) => civic.files.upload(file, own(options)) },
    identity: {
      async me(options) {
        const me = await civic.identity.me(options)
        return me.kind === 'staff' ? { kind: me.kind, account: boxOf(box, me.account) } : { kind: me.kind }
      },
    },
    appeals: {
      async submit(input: SubmitInput, options): Promise<Receipt> {
        const photos = input.photos ?? []
        const before = box === 'settled' ? photos.slice(0, -1) : photos
        const receipt = await civic.workOrders.register({ ...input, photos: before, channel: 'desk' }, own(options))
        if (box === 'found') return receipt
        return civic.workOrders.answer(
          {
            code: receipt.code,
            expectedVersion: receipt.version,
            outcome: 'solved',
            text: done,
            photos: photos.slice(-1),
          },
          { ...own(options), idempotencyKey: options?.idempotencyKey && `${options.idempotencyKey}-answer` },
        )
      },
    },
  }
}
