import { go } from './go.ts'

let asked: Promise<boolean> | undefined
let end: ((given: boolean) => void) | undefined

/**
 * Asks whoever holds this phone to show once more who they are, on a page of its own. One page serves however many commands
 * wait. @returns whether they did
 */
export function askToProve(): Promise<boolean> {
  asked ??= new Promise<boolean>((resolve) => {
    end = resolve
    go('prove').catch(() => resolve(false))
  }).finally(() => {
    asked = undefined
    end = undefined
  })
  return asked
}

/** Whether the proof was given, told by the page that asked for it; the first word counts. */
export const proved = (given: boolean): void => end?.(given)
