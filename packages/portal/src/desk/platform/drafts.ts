import type { DraftStore } from '@civicgrid/kit'

const PREFIX = 'civicgrid.desk.draft.'

/**
 * Long texts are kept for as long as the tab lives and no longer: a desk is shared between shifts, and what is written
 * there names people.
 */
export function sessionDrafts(storage: Storage): DraftStore {
  return {
    get: (key) => storage.getItem(PREFIX + key),
    set: (key, value) => storage.setItem(PREFIX + key, value),
    remove: (key) => storage.removeItem(PREFIX + key),
  }
}

/** Forgets every draft; on signing out. */
export function forgetDrafts(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '')
  for (const key of keys) if (key.startsWith(PREFIX)) storage.removeItem(key)
}
