import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { GUIDES, type GuidePicture } from './guides.ts'
import { lookAs } from './look.ts'
import { MODES, type Mode } from './mode.ts'

const out = fileURLToPath(new URL('../../docs/guides/pictures/', import.meta.url))
/** What a page of the guides weighs is what its readers wait for. */
const MOST_BYTES = 60_000
/** As wide as a page of text shows it, twice as sharp for a phone. */
const WIDEST = { phone: 560, wide: 1200 }
const LANGUAGES = [
  { locale: 'zh-CN', ending: '' },
  { locale: 'en', ending: '.en' },
] as const

/**
 * Takes the pictures of the guides into docs/guides/pictures.
 * @param words takes those whose name begins with one of them; none is all
 * @returns how many things were complained of
 */
export async function takeGuides(browser: Browser, base: string, words: readonly string[]): Promise<number> {
  await mkdir(out, { recursive: true })
  let bad = 0
  for (const picture of GUIDES) {
    if (words.length > 0 && !words.some((word) => picture.name.startsWith(word))) continue
    const mode = MODES.find(({ name }) => name === picture.mode)
    if (!mode) throw new Error(`${picture.name}: there is no mode ${picture.mode}`)
    for (const { locale, ending } of LANGUAGES) {
      const complaints = await take(browser, base, picture, { ...mode, prefs: { ...mode.prefs, locale } }, ending)
      bad += complaints.length
      console.log(`${picture.name}${ending}${complaints.map((complaint) => `\n    ${complaint}`).join('')}`)
    }
  }
  return bad
}

async function take(
  browser: Browser,
  base: string,
  picture: GuidePicture,
  mode: Mode,
  ending: string,
): Promise<string[]> {
  const { context, page, complaints } = await lookAs(browser, base, mode, picture.who)
  try {
    await page.goto(base + picture.path, { waitUntil: 'networkidle' })
    await picture.do?.(page, base)
    await page.waitForTimeout(300)
    const bytes = await small(await page.screenshot(), mode.name.startsWith('wide') ? WIDEST.wide : WIDEST.phone)
    if (bytes.length > MOST_BYTES) complaints.push(`weighs ${bytes.length} bytes`)
    await writeFile(`${out}${picture.name}${ending}.webp`, bytes)
  } catch (error) {
    complaints.push(error instanceof Error ? error.message : String(error))
  } finally {
    await context.close()
  }
  return complaints
}

/** As good as it may be within its weight. */
async function small(png: Buffer, width: number): Promise<Buffer> {
  const image = sharp(png).resize({ width, withoutEnlargement: true })
  let bytes = Buffer.alloc(0)
  for (const quality of [82, 72, 62, 50, 40]) {
    bytes = await image.clone().webp({ quality, effort: 6, smartSubsample: true }).toBuffer()
    if (bytes.length <= MOST_BYTES) break
  }
  return bytes
}
