/** Temporary files that the program was given in this run, with their size: with the program they are gone. */
export const handed = new Map<string, number>()

export const isTemporary = (path: string): boolean => /^(wxfile|http):\/\/tmp/.test(path)

/** Looks through what a call answers with for paths of temporary files. */
export function hand(value: unknown, size = 1000): void {
  if (typeof value === 'string') {
    if (isTemporary(value)) handed.set(value, size)
  } else if (Array.isArray(value)) for (const each of value) hand(each, size)
  else if (typeof value === 'object' && value !== null) {
    const { size: own, fileSize } = value as { size?: unknown; fileSize?: unknown }
    const known = typeof own === 'number' ? own : typeof fileSize === 'number' ? fileSize : size
    for (const each of Object.values(value)) hand(each, known)
  }
}
