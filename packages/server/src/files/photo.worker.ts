import { hash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import {
  civicErrorFrom,
  type Answer,
  type MadePhoto,
  type MadeRecording,
  type PhotoJob,
  type RecordingJob,
} from './photo-job.ts'
import { readOrigin } from './origin.ts'
import { keepPhoto } from './photo.ts'
import { cleanRecording } from './recording.ts'

// Runs in a process of its own, started by photo-maker.ts: one job after the other until the parent lets go.

async function photo({ path, type, utcOffsetMinutes, now }: PhotoJob): Promise<MadePhoto> {
  const made = await keepPhoto(path, type)
  return { ...made, origin: await readOrigin(path, utcOffsetMinutes, now) }
}

async function recording({ path, container }: RecordingJob): Promise<MadeRecording> {
  const bytes = await readFile(path)
  const cleaned = cleanRecording(bytes, container)
  await writeFile(path, bytes)
  return { ...cleaned, bytes: bytes.length, sha256: hash('sha256', bytes, 'buffer') }
}

async function answer(job: PhotoJob | RecordingJob): Promise<Answer<MadePhoto | MadeRecording>> {
  try {
    return { made: 'container' in job ? await recording(job) : await photo(job) }
  } catch (error) {
    return { refused: civicErrorFrom(error) }
  }
}

process.on('message', (job: PhotoJob | RecordingJob) => void answer(job).then((told) => process.send?.(told)))
process.on('disconnect', () => process.exit(0))
