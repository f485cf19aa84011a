/**
 * What a spreadsheet takes for a formula when a cell begins with it, in half width and in full; a tab or a line break in
 * front is skipped by some.
 */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u

/** A text as a cell that shows it and computes nothing: an apostrophe before it, as a person would type it. */
export const harmlessCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** One line of a CSV file (RFC 4180). Every cell is harmless, and quoted where it must be. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map(harmlessCell)
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')}\r\n`
