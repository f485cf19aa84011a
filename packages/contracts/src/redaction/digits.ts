/** Chinese digits as people write them, the large ones and 幺 among them. */
const CHINESE = '零〇○一二两三四五六七八九幺壹贰叁肆伍陆柒捌玖'
const VALUES = '00012234567891123456789'

/** A text in which every digit is one of 0–9, one character for each of the original's, with the way back. */
export interface Plain {
  readonly text: string
  /** Where each character of `text` begins in the original; one more for its end. */
  readonly at: readonly number[]
}

/** However a digit is written: full-width, circled, mathematical, Chinese. Letters are made capitals of plain width. */
function plainOf(character: string): string {
  const chinese = CHINESE.indexOf(character)
  if (chinese !== -1) return VALUES.charAt(chinese)
  const plain = character.normalize('NFKC').toUpperCase()
  // One for one, so that places can be told in the original.
  return plain.length === 1 ? plain : ' '
}

export function plain(original: string): Plain {
  const at: number[] = []
  let text = ''
  let place = 0
  for (const character of original) {
    at.push(place)
    text += plainOf(character)
    place += character.length
  }
  at.push(place)
  return { text, at }
}
