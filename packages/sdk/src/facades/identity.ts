import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type {
  CodeProof,
  Device,
  OfferedWays,
  OpenedSession,
  PhoneProof,
  PhoneSignInInput,
  ResidentWays,
  SentCode,
  SentOwnCode,
  WeChatCodeInput,
  WeChatPhoneInput,
} from '../wire/access.ts'
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
import { commandsOf } from './commands.ts'

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
  /** Which ways in the city offers, beside its apps. */
  ways(options?: CallOptions): Promise<OfferedWays>
  /** Sends a code to a number; the answer is the same of every number. @throws CivicError RATE_LIMITED, NOT_SENT */
  sendCode(phone: string, options?: CommandOptions): Promise<SentCode>
  /** Opens the account of the number, a new one where there is none. @throws CivicError CODE_REFUSED */
  phoneSignIn(input: PhoneSignInInput, options?: CommandOptions): Promise<OpenedSession>
  /** One’s own ways in. @throws CivicError UNAUTHENTICATED */
  ownWays(options?: CallOptions): Promise<ResidentWays>
  /** To one’s own number, to prove once more who one is. @throws CivicError NOT_ALLOWED_NOW without one */
  sendOwnCode(options?: CommandOptions): Promise<SentOwnCode>
  /** Good for ten minutes. @throws CivicError CODE_REFUSED */
  stepUp(input: CodeProof, options?: CommandOptions): Promise<void>
  /** As all below, after a proof. @throws CivicError STEP_UP_REQUIRED */
  sendLinkCode(phone: string, options?: CommandOptions): Promise<SentCode>
  /** @throws CivicError CODE_REFUSED, LINKED_ELSEWHERE */
  linkPhone(input: PhoneProof, options?: CommandOptions): Promise<void>
  /** Shows by WeChat’s own number who an openid is (`onUnknown` of `wechatSession`). @throws CivicError CODE_REFUSED, LINKED_ELSEWHERE */
  wechatPhoneSignIn(input: WeChatPhoneInput, options?: CommandOptions): Promise<OpenedSession>
  /** The same by a code of `sendCode`. */
  wechatCodeSignIn(input: WeChatCodeInput, options?: CommandOptions): Promise<OpenedSession>
  /** Makes WeChat a way in, by a login code of the mini-program. @throws CivicError CODE_REFUSED, LINKED_ELSEWHERE */
  linkWechat(code: string, options?: CommandOptions): Promise<void>
  /** Whoever came in by it is signed out. @throws CivicError LAST_WAY */
  unlinkWay(way: string, options?: CommandOptions): Promise<void>
}

export const identityFacade = (call: Caller): IdentityFacade => ({
  ...commandsOf(call, 'identity', [
    'startTicket',
    'exchangeTicket',
    'phoneSignIn',
    'wechatPhoneSignIn',
    'wechatCodeSignIn',
  ]),
  me: (options) => call.query('identity.me', undefined, options),
  demoPersonas: async (options) => (await call.query('identity.demoPersonas', undefined, options)).items,
  demoSignIn: (persona, options) => call.command('identity.demoSignIn', { persona }, options),
  hostApps: async (options) => (await call.query('identity.hostApps', undefined, options)).items,
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
  ways: (options) => call.query('identity.ways', undefined, options),
  sendCode: (phone, options) => call.command('identity.sendCode', { phone }, options),
  ownWays: (options) => call.query('identity.ownWays', undefined, options),
  sendOwnCode: (options) => call.command('identity.sendOwnCode', undefined, options),
  async stepUp(input, options) {
    await call.command('identity.stepUp', input, options)
  },
  sendLinkCode: (phone, options) => call.command('identity.sendLinkCode', { phone }, options),
  async linkPhone(input, options) {
    await call.command('identity.linkPhone', input, options)
  },
  async linkWechat(code, options) {
    await call.command('identity.linkWechat', { code }, options)
  },
  async unlinkWay(way, options) {
    await call.command('identity.unlinkWay', { way }, options)
  },
})
