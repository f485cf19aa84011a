/** What went wrong in a way that no person would see: a test that ends with one of these has failed. */
export interface Faults {
  readonly list: string[]
  add(text: string): void
}

export function createFaults(): Faults {
  const list: string[] = []
  return { list, add: (text) => void list.push(text) }
}
