import { civicErrorFrom, type PhotoAnswer, type PhotoJob } from './photo-job.ts'
import { readOrigin } from './origin.ts'
import { keepPhoto } from './photo.ts'

// Runs in a process of its own, started by photo-maker.ts: one job after the other until the parent lets go.

async function answer({ path, type, utcOffsetMinutes, now }: PhotoJob): Promise<PhotoAnswer> {
  try {
    const made = await keepPhoto(path, type)
    return { made: { ...made, origin: await readOrigin(path, utcOffsetMinutes, now) } }
  } catch (error) {
    return { refused: civicErrorFrom(error) }
  }
}

process.on('message', (job: PhotoJob) => void answer(job).then((told) => process.send?.(told)))
process.on('disconnect', () => process.exit(0))
