import { open } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import type { ImportMap } from './map.ts'
import type { Sheet } from './sheet.ts'

const LOOK = 256 * 1024
/** One row; the longest text that is ever refused properly is far below. */
const LONGEST_ROW = 4 * 1024 * 1024

/** Reads a CSV file row by row, whatever its size. */
export async function openCsv(path: string, map: ImportMap): Promise<Sheet> {
  const head = await firstBytes(path)
  const encoding = map.encoding ?? guessEncoding(head)
  const delimiter = guessDelimiter(new TextDecoder(encoding).decode(head))
  return {
    from1904: false,
    async *rows() {
      const parser = parse({
        bom: true,
        delimiter,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        max_record_size: LONGEST_ROW,
        info: true,
      })
      const decoder = new TextDecoder(encoding)
      const source = createReadStream(path)
      const fed = (async () => {
        for await (const chunk of source) {
          if (!parser.write(decoder.decode(chunk as Buffer, { stream: true })))
            await new Promise((resolve) => parser.once('drain', resolve))
        }
        parser.end(decoder.decode())
      })()
      fed.catch((error: unknown) => parser.destroy(error instanceof Error ? error : new Error(String(error))))
      try {
        for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
          yield { line: info.lines, cells: record }
      } finally {
        source.destroy()
        parser.destroy()
      }
    },
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(LOOK), 0, LOOK, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** UTF-8 shows itself: hardly any GBK text is valid UTF-8. GB18030 reads everything that GBK and GB2312 write. */
function guessEncoding(head: Buffer): 'utf-8' | 'gb18030' {
  // The last character may be cut in the middle.
  for (let back = 0; back < 4; back++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(head.subarray(0, head.length - back))
      return 'utf-8'
    } catch {
      continue
    }
  }
  return 'gb18030'
}

function guessDelimiter(head: string): string {
  const [heading = ''] = head.split(/\r?\n/, 1)
  const count = (mark: string): number => heading.split(mark).length
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}
