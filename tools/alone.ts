import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const LOOK_MS = 250

/** Whether a process of this machine lives. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Takes the lock, or tells who has it. A holder that was killed holds nothing any more. */
function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    let holder: number
    try {
      holder = Number(readFileSync(lock, 'utf8'))
    } catch {
      return false // It was given back meanwhile.
    }
    // Empty: taken this very moment.
    if (holder > 0 && !lives(holder)) rmSync(lock, { force: true })
    return false
  }
}

/**
 * Does a piece of work while no other process does it: builds empty what another one writes. Whoever waited looks for
 * itself whether anything is left to do.
 * @param lock a file
 */
export async function alone<T>(lock: string, work: () => T | Promise<T>): Promise<T> {
  mkdirSync(dirname(lock), { recursive: true })
  while (!take(lock)) await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}
