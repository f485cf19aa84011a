import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { CivicError } from '@civicgrid/contracts'
import type { Line } from './line.ts'
import {
  madeOf,
  type Answer,
  type MadePhoto,
  type MadeRecording,
  type PhotoJob,
  type RecordingJob,
} from './photo-job.ts'

export interface PhotoMaker {
  /** @throws CivicError FILE_DAMAGED, FILE_TOO_LARGE, OVERLOADED */
  make(job: PhotoJob): Promise<MadePhoto>
  /** Cleans a recording in its place. @throws CivicError likewise */
  clean(job: RecordingJob): Promise<MadeRecording>
  stop(): void
}

const WORKER = fileURLToPath(new URL('photo.worker.ts', import.meta.url))
/** A photo takes a tenth of a second; what takes this long is no photo. */
const JOB_MS = 30_000
/** Pictures leave holes in memory that are never given back; the process that has none to make ends and takes them along. */
const IDLE_MS = 60_000

/**
 * Makes photos in processes of their own. What strangers send is unpacked by native code: there it meets no key, no session
 * and no database, and when it brings its process down the city goes on. A process is started when there is something to do.
 * @param line lets in as many jobs at a time as there may be processes
 */
export function createPhotoMaker(line: Line): PhotoMaker {
  const idle: { child: ChildProcess; end: NodeJS.Timeout }[] = []
  const all = new Set<ChildProcess>()

  function start(): ChildProcess {
    const child = fork(WORKER, [], {
      // Of glibc's arenas two: with its usual number the process keeps twice the memory. Nothing of our own environment.
      env: { MALLOC_ARENA_MAX: '2' },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    all.add(child)
    child.once('exit', () => all.delete(child))
    // Neither the process nor the channel keeps ours alive.
    child.unref()
    child.channel?.unref()
    return child
  }

  function take(): ChildProcess {
    for (let entry = idle.pop(); entry; entry = idle.pop()) {
      clearTimeout(entry.end)
      if (entry.child.connected) return entry.child
    }
    return start()
  }

  function giveBack(child: ChildProcess): void {
    const entry = {
      child,
      end: setTimeout(() => {
        idle.splice(idle.indexOf(entry), 1)
        if (child.connected) child.disconnect()
      }, IDLE_MS).unref(),
    }
    idle.push(entry)
  }

  const work = <Made>(job: PhotoJob | RecordingJob): Promise<Made> =>
    line.run(async () => {
      const child = take()
      try {
        const answer = await ask<Made>(child, job)
        giveBack(child)
        return madeOf(answer)
      } catch (error) {
        if (!(error instanceof CivicError)) child.kill()
        throw error
      }
    })

  return {
    make: (job) => work<MadePhoto>(job),
    clean: (job) => work<MadeRecording>(job),

    stop() {
      for (const { end } of idle.splice(0)) clearTimeout(end)
      for (const child of all) child.kill()
    },
  }
}

/** @throws CivicError FILE_DAMAGED when the job takes too long or brings its process down */
function ask<Made>(child: ChildProcess, job: PhotoJob | RecordingJob): Promise<Answer<Made>> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => child.kill('SIGKILL'), JOB_MS)
    const settle = (): void => {
      clearTimeout(late)
      child.off('message', answered).off('exit', died).off('error', failed)
      child.channel?.unref()
    }
    const answered = (answer: Answer<Made>): void => {
      settle()
      resolve(answer)
    }
    const died = (): void => {
      settle()
      reject(new CivicError('FILE_DAMAGED', { message: 'the picture could not be worked on' }))
    }
    const failed = (cause: Error): void => {
      settle()
      reject(cause)
    }
    child.channel?.ref()
    child.once('message', answered).once('exit', died).once('error', failed)
    child.send(job)
  })
}
