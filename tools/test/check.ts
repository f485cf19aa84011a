import { command } from '../command.ts'
import type { Tally } from './stage.ts'

/** A static check counts as one: it holds, or it does not. */
export async function check(root: string, program: string, ...args: string[]): Promise<Tally> {
  const { code, words } = await command(root, program, args)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, words }
}
