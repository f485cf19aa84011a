import { hash, verify } from '@node-rs/argon2'
import type { Line } from '../../files/line.ts'

/** argon2id by OWASP's first recommendation: 19 MiB, two passes, one lane; about 30 ms on a thread of the pool. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export interface Passwords {
  hash(password: string): Promise<string>
  /** Takes as long for nobody's password as for somebody's. */
  fits(kept: string | null, password: string): Promise<boolean>
}

/**
 * @param line how many are hashed at a time: the pool's four threads read files besides, and memory is not endless
 */
export function createPasswords(line: Line): Passwords {
  // Passwords are compared as people see them: 'é' may be typed as one character or as two.
  const seen = (password: string) => password.normalize('NFKC')
  let nobodys: Promise<string> | undefined
  return {
    hash: (password) => line.run(() => hash(seen(password), COST)),
    async fits(kept, password) {
      nobodys ??= hash('nobody has this one', COST)
      const compared = kept ?? (await nobodys)
      return (await line.run(() => verify(compared, seen(password)))) && kept !== null
    },
  }
}
