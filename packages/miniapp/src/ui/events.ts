interface Detail {
  value?: unknown
  code?: unknown
  markerId?: unknown
}

const detailOf = (event: unknown): Detail =>
  typeof event === 'object' && event !== null && 'detail' in event && typeof event.detail === 'object'
    ? ((event.detail ?? {}) as Detail)
    : {}

/** What stands in a field, of the platform's own input event. */
export function typedText(event: unknown): string {
  const { value } = detailOf(event)
  return typeof value === 'string' ? value : ''
}

/** What WeChat's button for the number gives: a code, or nothing where somebody refused. */
export function givenCode(event: unknown): string | null {
  const { code } = detailOf(event)
  return typeof code === 'string' && code !== '' ? code : null
}

/** Which of its choices a picker was left with; -1 for none. WeChat says it as a number or as digits. */
export function chosenIndex(event: unknown): number {
  const { value } = detailOf(event)
  return typeof value === 'number' ? value : typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : -1
}

/** Which marker of a map was tapped; -1 for none. */
export function markerOf(event: unknown): number {
  const { markerId } = detailOf(event)
  return typeof markerId === 'number' ? markerId : -1
}
