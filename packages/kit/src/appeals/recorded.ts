/** What a list shows of a recording, written where a photo has its small picture: `audio/12`, seconds behind it. */
export interface Told {
  video: boolean
  /** Null where nobody could tell. */
  seconds: number | null
}

export const tellRecording = ({ video, seconds }: Told): string => `${video ? 'video' : 'audio'}/${seconds ?? ''}`

export function toldRecording(preview: string): Told {
  const [kind, seconds] = preview.split('/')
  return { video: kind === 'video', seconds: seconds ? Number(seconds) : null }
}
