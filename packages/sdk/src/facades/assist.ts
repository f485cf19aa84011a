import type { CallOptions, Caller } from '../transport/caller.types.ts'
import type { Proposed } from '../wire/city.ts'

/** What helps to write an appeal. */
export interface AssistFacade {
  /** Categories for the words, the likeliest first: of what the city has that learns, or of its lexicon. */
  propose(text: string, options?: CallOptions): Promise<Proposed>
  /** What was said in a recording of one's own; null where nobody can write it down. @throws CivicError NOT_FOUND */
  transcribe(token: string, options?: CallOptions): Promise<string | null>
}

/** Speech takes a while to be written down. */
const SPEECH_MS = 30_000

export const assistFacade = (call: Caller): AssistFacade => ({
  propose: (text, options) => call.query('assist.propose', { text }, options),
  transcribe: async (token, options) =>
    (await call.query('assist.transcribe', { token }, { timeoutMs: SPEECH_MS, ...options })).text,
})
