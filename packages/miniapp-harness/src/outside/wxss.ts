/** Names of builtins, as selectors of wxss name them. */
const TAGS =
  /(?<![\w.#:[-])(page|view|text|button|input|textarea|image|scroll-view|swiper|form|label|switch|radio|checkbox|picker|navigator)(?![\w-])/g

/** Wide as a screen of 750 rpx. */
const RPX = /(-?[\d.]+)rpx/g

/**
 * A style sheet of WeChat as CSS for the page: tags by the names of the elements, rpx by the width of the screen.
 */
export function toCss(wxss: string): string {
  return wxss
    .replace(/([^{}]+)\{/g, (whole, selector: string) =>
      selector.trim().startsWith('@') ? whole : `${selector.replace(TAGS, 'wx-$1')}{`,
    )
    .replace(RPX, (_, amount: string) => `calc(100vw * ${amount} / 750)`)
}
