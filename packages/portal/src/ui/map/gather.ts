export interface Placed<Item> {
  readonly x: number
  readonly y: number
  readonly item: Item
}
export interface Mark<Item> {
  readonly x: number
  readonly y: number
  readonly items: readonly Item[]
}

/** What would lie under one finger becomes one mark, at the first of them. @param reach px */
export function gather<Item>(placed: readonly Placed<Item>[], reach: number): Mark<Item>[] {
  const marks: { x: number; y: number; items: Item[] }[] = []
  for (const { x, y, item } of placed) {
    const near = marks.find((mark) => Math.abs(mark.x - x) < reach && Math.abs(mark.y - y) < reach)
    if (near) near.items.push(item)
    else marks.push({ x, y, items: [item] })
  }
  return marks
}
