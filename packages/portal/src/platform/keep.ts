import type { DraftStore } from '@civicgrid/kit'

/** localStorage where it may be used; a private window simply forgets. */
export const keep: DraftStore = {
  get(key) {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  },
  set(key, value) {
    localStorage.setItem(key, value)
  },
  remove(key) {
    try {
      localStorage.removeItem(key)
    } catch {
      // Nothing was kept, so nothing stays.
    }
  },
}
