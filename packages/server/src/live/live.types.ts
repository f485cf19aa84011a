/**
 * Why a stream ends. `over`: nothing more will happen to the thing; `refused`: the caller may read it no longer, since the
 * session or the consent ended or the thing is out of their reach; `restart`: the server goes away, come again.
 */
export type LiveEnd = 'over' | 'refused' | 'restart'

/** What a stream says, one JSON to a line; a blank line says only that it lives. */
export type LiveLine = { readonly position: string } | { readonly end: LiveEnd }

/** Where a thing stands for one reader. */
export interface Standing {
  /** Another one whenever what this reader sees has changed; opaque. */
  readonly position: string
  /** Nothing more will happen. */
  readonly over: boolean
}

export interface Follower {
  /** Whose streams are counted together, such as `resident:12`. */
  readonly owner: string
  /** What has to happen to for this reader to be told: the thing, and whoever reads it. */
  readonly things: readonly (readonly [kind: string, id: number])[]
  /**
   * Whatever else may end it at once: called when the stream opens, with what has it looked at again.
   * @returns what is called when the stream is gone
   */
  watch?(recheck: () => void): () => void
  /** Asks anew who speaks and what they may see. @throws CivicError when they may not any more */
  look(): Promise<Standing>
}
