import { pagesOf, type Pages } from '../pages.ts'
import type { CallOptions, Caller } from '../transport/caller.types.ts'
import type { PublicAnswer, PublicAppeal, PublicItem, PublicListInput, PublicNearInput } from '../wire/board.ts'

/** 信息公示: what publishers confirmed. For guests too. */
export interface BoardFacade {
  /** The newest first, of one category or group, within one area. */
  list(filter?: Omit<PublicListInput, 'cursor'>, options?: CallOptions): Pages<PublicItem>
  /** @throws CivicError NOT_FOUND, also once it is published no longer */
  get(ref: string, options?: CallOptions): Promise<PublicAppeal>
  near(input: PublicNearInput, options?: CallOptions): Promise<PublicItem[]>
  /** While somebody types: at most three answers of before; none rather than a bad one. */
  answers(words: string, options?: CallOptions): Promise<PublicAnswer[]>
}

export const boardFacade = (call: Caller): BoardFacade => ({
  list: (filter, options) => pagesOf((cursor, own) => call.query('board.list', { ...filter, cursor }, own), options),
  get: (ref, options) => call.query('board.get', { ref }, options),
  near: async (input, options) => (await call.query('board.near', input, options)).items,
  answers: async (words, options) => (await call.query('board.answers', { words }, options)).items,
})
