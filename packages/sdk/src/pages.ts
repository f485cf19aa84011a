import type { CallOptions } from './transport/caller.types.ts'
import type { Page } from './wire/procedures.ts'

/**
 * A list that is asked for page by page, and not before it is read.
 *
 * `for await (const item of list)` runs through all of it; `list.page()` gives the first page, `list.page(nextCursor)`
 * the one after. A cursor belongs to its filter: with another filter it is refused.
 */
export interface Pages<Item> {
  page(cursor?: string | null, options?: CallOptions): Promise<Page<Item>>
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined>
}

/** @param load asks the server for the page after `cursor`; undefined is the first one. */
export function pagesOf<Item>(
  load: (cursor: string | undefined, options?: CallOptions) => Promise<Page<Item>>,
  options?: CallOptions,
): Pages<Item> {
  return {
    page: (cursor, own) => load(cursor ?? undefined, { ...options, ...own }),
    async *[Symbol.asyncIterator]() {
      let cursor: string | undefined
      do {
        const page: Page<Item> = await load(cursor, options)
        yield* page.items
        cursor = page.nextCursor ?? undefined
      } while (cursor)
    },
  }
}
