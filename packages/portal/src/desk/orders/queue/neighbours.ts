/**
 * The orders before and after the one that is open. One that has just left the list (it was worked) is followed by the
 * first that is left: after work comes the next order, not the beginning of a search.
 */
export function neighbours(
  codes: readonly string[],
  current: string | null,
): { previous: string | null; next: string | null } {
  if (current === null) return { previous: null, next: null }
  const at = codes.indexOf(current)
  if (at === -1) return { previous: null, next: codes[0] ?? null }
  return { previous: codes[at - 1] ?? null, next: codes[at + 1] ?? null }
}
