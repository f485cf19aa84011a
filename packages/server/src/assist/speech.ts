import { TEXT_MAX } from '@civicgrid/contracts'
import { z } from 'zod'
import { askHelper, type HelperOptions } from './helper.ts'

/** Writes down what somebody said. */
export interface Speech {
  /** @param mime of the recording. @throws Error when it cannot now */
  write(sound: Uint8Array, mime: string): Promise<string>
}

const answer = z.object({ text: z.string() })

/** `POST` of the recording as it is; the answer is `{ "text": "…" }`. */
export const speechOverHttp = (options: HelperOptions): Speech => ({
  async write(sound, mime) {
    const { text } = answer.parse(await askHelper(options, new Uint8Array(sound), mime))
    return text.trim().slice(0, TEXT_MAX)
  },
})
