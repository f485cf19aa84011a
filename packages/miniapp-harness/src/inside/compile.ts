/** What a script of the page leaves behind for whoever put it there. */
interface Holder {
  miniMade?: ((...args: unknown[]) => unknown) | undefined
}

/**
 * A function from its names and its text, made by a script of the page: what is wrong with the text is told with its place.
 * @throws SyntaxError when it is no function's body
 */
export function compile(names: readonly string[], body: string, source: string): (...args: unknown[]) => unknown {
  const holder = window as Holder
  holder.miniMade = undefined
  const script = document.createElement('script')
  script.textContent = `window.miniMade=function(${names.join(',')}){${body}\n}\n//# sourceURL=${source}`
  document.head.append(script)
  script.remove()
  const { miniMade } = holder
  if (!miniMade) throw new SyntaxError(`${source} cannot be run`)
  return miniMade
}
