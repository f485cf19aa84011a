import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate'

/** A file of an archive: text in pieces, or bytes that are packed already. */
export interface ZipEntry {
  readonly name: string
  readonly pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>
  readonly packed: boolean
}

/** An archive, written while it is read: no more than a piece is held at a time. */
export async function* zipOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array, void, undefined> {
  let ready: Uint8Array[] = []
  let failure: Error | null = null
  const zip = new Zip((error, chunk) => {
    failure ??= error
    ready.push(chunk)
  })
  function* flushed(): Generator<Uint8Array, void, undefined> {
    if (failure) throw failure
    const chunks = ready
    ready = []
    for (const chunk of chunks) if (chunk.length > 0) yield chunk
  }
  for await (const { name, pieces, packed } of entries) {
    const file = packed ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 })
    zip.add(file)
    for await (const piece of pieces) {
      file.push(typeof piece === 'string' ? strToU8(piece) : new Uint8Array(piece))
      yield* flushed()
    }
    file.push(new Uint8Array(0), true)
    yield* flushed()
  }
  zip.end()
  yield* flushed()
}
