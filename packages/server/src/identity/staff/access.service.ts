import type { CityText, signInSchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import { createLine } from '../../files/line.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { StaffAdministration } from './staff.service.ts'
import { createCityIdentity, type CityIdentity, type OidcSettings } from './city-identity.ts'
import { createInvitations, type Invitations } from './invitations.service.ts'
import { createOwnWays, type OwnWays } from './own-ways.service.ts'
import { createPasskeys } from './passkeys.ts'
import { createPasswords } from './passwords.ts'
import { createSignIn, type SignIn } from './sign-in.service.ts'
import { createSteps } from './steps.ts'
import { createTries } from './tries.ts'

/** Half of the pool's threads: files are read by the others. */
const HASHED_AT_ONCE = 2
const HASHES_WAITING = 200

export interface StaffAccess {
  readonly signIn: SignIn
  readonly invitations: Invitations
  readonly ownWays: OwnWays
  /** Null where the city has no identity of its own for staff. */
  readonly cityIdentity: CityIdentity | null
  /** What the page of the way in offers. */
  ways(): z.output<typeof signInSchema.ways>
  sweep(): Promise<number>
}
export interface StaffAccessOptions {
  kernel: Kernel
  sessions: Sessions
  staff: StaffAdministration
  /** What an authenticator shows beside the name. */
  service: CityText
  oidc: OidcSettings | null
}

/** Where the browser goes to the city's identity, and comes back from it. */
export const CITY_IDENTITY_PATH = '/api/desk/city-identity'

export function createStaffAccess({ kernel, sessions, staff, service, oidc }: StaffAccessOptions): StaffAccess {
  const steps = createSteps(kernel)
  const tries = createTries(kernel)
  const passwords = createPasswords(
    createLine({ running: HASHED_AT_ONCE, waiting: HASHES_WAITING, retryAfterMs: 2000 }),
  )
  const passkeys = createPasskeys({ kernel, steps, service: service['zh-CN'] })
  const signIn = createSignIn({ kernel, sessions, passwords, passkeys, steps, tries })
  return {
    signIn,
    ownWays: createOwnWays({ kernel, staff, signIn, passwords, passkeys, tries }),
    invitations: createInvitations({ kernel, staff, passwords, passkeys, service: service['zh-CN'] }),
    cityIdentity: oidc && createCityIdentity({ kernel, sessions, staff, steps, settings: oidc }),
    ways: () => ({ cityIdentity: oidc && { name: oidc.name, start: `${CITY_IDENTITY_PATH}/start` } }),
    async sweep() {
      return (await steps.sweep()) + (await tries.sweep())
    },
  }
}
