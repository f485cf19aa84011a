import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type { Device } from '../wire/access.ts'
import type {
  ExchangedTicket,
  ExchangeTicketInput,
  HostAppInfo,
  Me,
  Persona,
  SignedIn,
  StartedTicket,
  StartTicketInput,
} from '../wire/identity.ts'

/** Who is speaking, and the demo door. */
export interface IdentityFacade {
  /** A guest is an answer, not an error. */
  me(options?: CallOptions): Promise<Me>
  /** The ways in by the demo door. @throws CivicError NOT_FOUND in production, where it does not exist. */
  demoPersonas(options?: CallOptions): Promise<Persona[]>
  /** Signs this browser in; clients without cookies use `demoSession` instead. */
  demoSignIn(persona: string, options?: CommandOptions): Promise<SignedIn>
  /** The apps whose people may come in by a ticket. */
  hostApps(options?: CallOptions): Promise<HostAppInfo[]>
  /** A challenge for a host; the bridge (a door of its own) makes the secret and keeps it. @throws CivicError TICKET_INVALID */
  startTicket(input: StartTicketInput, options?: CommandOptions): Promise<StartedTicket>
  /** Signs in by a host's ticket. @throws CivicError TICKET_INVALID */
  exchangeTicket(input: ExchangeTicketInput, options?: CommandOptions): Promise<ExchangedTicket>
  signOut(options?: CommandOptions): Promise<void>
  /** Where one is signed in, the device seen last first. @throws CivicError UNAUTHENTICATED */
  devices(options?: CallOptions): Promise<Device[]>
  signOutDevice(id: string, options?: CommandOptions): Promise<void>
  /** @param input `here`: this device, too */
  signOutEverywhere(input?: { here?: boolean }, options?: CommandOptions): Promise<void>
}

export const identityFacade = (call: Caller): IdentityFacade => ({
  me: (options) => call.query('identity.me', undefined, options),
  demoPersonas: async (options) => (await call.query('identity.demoPersonas', undefined, options)).items,
  demoSignIn: (persona, options) => call.command('identity.demoSignIn', { persona }, options),
  hostApps: async (options) => (await call.query('identity.hostApps', undefined, options)).items,
  startTicket: (input, options) => call.command('identity.startTicket', input, options),
  exchangeTicket: (input, options) => call.command('identity.exchangeTicket', input, options),
  async signOut(options) {
    await call.command('identity.signOut', undefined, options)
  },
  devices: async (options) => (await call.query('identity.devices', undefined, options)).items,
  async signOutDevice(id, options) {
    await call.command('identity.signOutDevice', { id }, options)
  },
  async signOutEverywhere(input = {}, options) {
    await call.command('identity.signOutEverywhere', input, options)
  },
})
