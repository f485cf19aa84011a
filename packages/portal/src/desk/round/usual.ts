interface Leaf {
  readonly code: string
  readonly photoRequired: boolean
}

const KEY = 'civicgrid.desk.usual'
const SHOWN = 8

function kept(storage: Pick<Storage, 'getItem'>): string[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(KEY) ?? '[]')
    return Array.isArray(found) ? found.filter((code) => typeof code === 'string') : []
  } catch {
    return []
  }
}

/** The categories to be one tap away: those reported last from this phone, then those that a photo says most of. */
export function usual<L extends Leaf>(leaves: readonly L[], storage: Pick<Storage, 'getItem'>): L[] {
  const last = kept(storage).flatMap((code) => leaves.find((leaf) => leaf.code === code) ?? [])
  const others = leaves.filter((leaf) => leaf.photoRequired && !last.includes(leaf))
  return [...last, ...others, ...leaves.filter((leaf) => !leaf.photoRequired && !last.includes(leaf))].slice(0, SHOWN)
}

export function remember(code: string, storage: Storage): void {
  try {
    storage.setItem(KEY, JSON.stringify([code, ...kept(storage).filter((one) => one !== code)].slice(0, SHOWN)))
  } catch {
    // A full storage forgets what was used last, no more.
  }
}
