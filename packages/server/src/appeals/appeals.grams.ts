/**
 * Words of a text as the search index keeps them: every two neighbouring Chinese characters (路灯不亮 → 路灯 灯不 不亮)
 * and every run of Latin letters or digits. Made here, so that both databases find the same; two characters are enough.
 */
const RUNS = /[\p{Script=Han}]+|[\p{Letter}\p{Number}]+/gu
const HAN = /^\p{Script=Han}/u

/** A longer run of letters is no word that anybody searches; it would only bloat the index. */
const LONGEST_WORD = 40

function* runsOf(text: string): Generator<string> {
  // NFKC: full-width letters and digits are the plain ones.
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(RUNS)) {
    // Letters may stand beside Han characters without a blank: 3号楼.
    for (const part of run.split(/(\p{Script=Han}+)/u)) if (part) yield part
  }
}

function* gramsOfRun(run: string): Generator<string> {
  if (!HAN.test(run)) {
    if (run.length <= LONGEST_WORD) yield run
    return
  }
  const characters = Array.from(run)
  if (characters.length === 1) yield run
  for (let i = 1; i < characters.length; i++) yield `${characters[i - 1]}${characters[i]}`
}

/** Every gram of a text once, in the order in which they first come. */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>()
  for (const run of runsOf(text)) for (const gram of gramsOfRun(run)) grams.add(gram)
  return [...grams]
}

/** Enough words to find one appeal among millions; more only cost time. */
const MOST_ASKED = 24

/** What a search asks for: all grams of the words, single Chinese characters only when there is nothing else. */
export function gramsAsked(words: string): string[] {
  const grams = gramsOf(words)
  const telling = grams.filter((gram) => !HAN.test(gram) || Array.from(gram).length > 1)
  return (telling.length > 0 ? telling : grams).slice(0, MOST_ASKED)
}

/** An area as a word of the index, so that a search within a district does not leaf through the whole city. */
export function areaGram(areaCode: string): string {
  return `qz${areaCode.toLowerCase().replaceAll('-', 'qd')}`
}
