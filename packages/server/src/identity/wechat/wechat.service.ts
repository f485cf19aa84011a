import { CivicError, mobileOf, type Me, type ResidentActor, type wechatSchema } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel, Tx } from '../../kernel/index.ts'
import { deleteLink, findLinked, insertLink } from '../hosts/hosts.store.ts'
import { LinkedMeanwhile, subjectHashOf } from '../hosts/links.ts'
import { ownerOf } from '../phones/owners.ts'
import { openFor, type CameIn, type ComingIn, type Phones } from '../phones/phones.service.ts'
import { registerResident } from '../register.ts'
import { logResident } from '../resident-log.ts'
import type { Sessions } from '../sessions/sessions.ts'
import { createSteps, type StepData } from '../staff/steps.ts'
import { WECHAT_ISSUER } from './issuer.ts'
import { keepOpenid, openidSealed, openidUnsealed } from './openids.ts'
import { WeChatFailure, type WeChat } from './wechat.ts'

type In<Name extends keyof typeof wechatSchema.inputs> = z.output<(typeof wechatSchema.inputs)[Name]>
/** Who came in, or what is to be shown by whoever holds an openid that is nobody's yet. */
export type ByWeChat = CameIn & { readonly link: z.output<typeof wechatSchema.toLink> | null }

export interface WeChatOptions {
  kernel: Kernel
  sessions: Sessions
  phones: Phones
  /** Null where the city has no mini-program. */
  wechat: WeChat | null
  /** Whoever is not known yet gets an account of their own at once; else they show first who they are. */
  opens: boolean
  me(actor: ResidentActor): Promise<Me>
  /** Area path of new accounts: the whole city. */
  jurisdiction: string
  onProved(actor: ResidentActor): Promise<void>
  /** WeChat does not let us in: for whoever runs the service. */
  onRefused(message: string): void
}

/** The way in by the city's mini-program. */
export interface WeChatSignIn {
  readonly offered: boolean
  /** By a login code. @throws CivicError NOT_FOUND without a mini-program, CODE_REFUSED, RATE_LIMITED, OVERLOADED */
  signIn(input: In<'signIn'>, page: ComingIn): Promise<ByWeChat>
  /** Shows by WeChat's own number who an openid is. @throws CivicError CODE_REFUSED, LINKED_ELSEWHERE */
  phoneSignIn(input: In<'phoneSignIn'>, page: ComingIn): Promise<CameIn>
  /** The same by a code that was sent to a number. */
  codeSignIn(input: In<'codeSignIn'>, page: ComingIn): Promise<CameIn>
  /** Whom a login code means, for a message to them. @throws CivicError NOT_FOUND without a mini-program, CODE_REFUSED */
  openidOf(code: string): Promise<string>
  /** Makes WeChat a way into one's account. @throws CivicError LINKED_ELSEWHERE */
  link(actor: ResidentActor, input: In<'signIn'>): Promise<void>
}

const LINK_MS = 5 * 60_000

interface Person {
  readonly openid: string
  /** By which the account is found. */
  readonly subjectHash: Buffer
}

export function createWeChatSignIn(options: WeChatOptions): WeChatSignIn {
  const { kernel, sessions, phones, wechat, opens, me, jurisdiction, onProved, onRefused } = options
  const { db, clock } = kernel
  const steps = createSteps(kernel)

  /** @throws CivicError, in our own words */
  async function asked<T>(work: (wechat: WeChat) => Promise<T>): Promise<T> {
    if (!wechat) throw new CivicError('NOT_FOUND', { message: 'the city has no mini-program' })
    try {
      return await work(wechat)
    } catch (error) {
      if (error instanceof WeChatFailure) throw refusedBy(error, onRefused)
      throw error
    }
  }
  const openidOf = async (code: string) => (await asked((by) => by.session(code))).openid
  const personOf = async (code: string): Promise<Person> => personBy(await openidOf(code))
  const personBy = (openid: string): Person => ({ openid, subjectHash: subjectHashOf(db.keys, WECHAT_ISSUER, openid) })

  /** Once more where two first sign-ins of one openid met: the second then finds the account of the first. */
  async function twice<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await db.work(work)
    } catch (error) {
      if (error instanceof LinkedMeanwhile) return db.work(work)
      throw error
    }
  }
  /** The account of an openid; an erased one is none. */
  async function ownerBy(tx: Tx, subjectHash: Uint8Array): Promise<number | null> {
    const linked = await findLinked(tx, WECHAT_ISSUER, subjectHash)
    if (linked && linked.erasedAt === null) return linked.id
    if (linked) await deleteLink(tx, WECHAT_ISSUER, subjectHash)
    return null
  }
  /** @throws LinkedMeanwhile when another unit of work has linked the same openid */
  async function newLink(tx: Tx, residentId: number, subjectHash: Uint8Array): Promise<void> {
    const now = clock.now()
    if (!(await insertLink(tx, { issuer: WECHAT_ISSUER, subjectHash, residentId, linkedAt: now })))
      throw new LinkedMeanwhile()
    await logResident(tx, residentId, [{ type: 'wayLinked', data: { way: WECHAT_ISSUER } }], now)
  }
  async function addLink(tx: Tx, residentId: number, { subjectHash, openid }: Person): Promise<void> {
    const owner = await ownerBy(tx, subjectHash)
    if (owner === null || owner === residentId) await keepOpenid(tx, { residentId, openid, now: clock.now() })
    if (owner === residentId) return
    if (owner !== null) throw new CivicError('LINKED_ELSEWHERE', { message: 'the openid is another account’s' })
    await newLink(tx, residentId, subjectHash)
  }
  const enter = async (actor: ResidentActor, page: ComingIn, strong: boolean): Promise<CameIn> => ({
    ...(await openFor(sessions, actor, { via: 'wechat', hold: 'pair', strong, ...page })),
    me: await me(actor),
  })

  /** @throws CivicError CODE_REFUSED for a step that is over or was taken */
  function personBehind(step: StepData['wechat'] | null): Person {
    if (!step) throw new CivicError('CODE_REFUSED', { message: 'the step is over', fields: { step: 'over' } })
    return personBy(openidUnsealed(db.keys, step.openid))
  }
  const begun = async (step: string) => personBehind(await steps.look('wechat', step))
  const taken = async (step: string) => personBehind(await steps.take('wechat', step))
  async function comeIn(tx: Tx, phone: string, person: Person): Promise<ResidentActor> {
    const owner = await ownerOf(tx, { phone, jurisdiction, now: clock.now() })
    await addLink(tx, owner.id, person)
    return { kind: 'resident', ...owner }
  }

  return {
    offered: wechat !== null,
    openidOf,

    async signIn({ code }, page) {
      const person = await personOf(code)
      const { subjectHash, openid } = person
      const id = await twice(async (tx) => {
        const owner = await ownerBy(tx, subjectHash)
        if (owner !== null) await keepOpenid(tx, { residentId: owner, openid, now: clock.now() })
        if (owner !== null || !opens) return owner
        const made = await registerResident(tx, { jurisdiction, name: '', phone: null, now: clock.now() })
        await newLink(tx, made.id, subjectHash)
        await keepOpenid(tx, { residentId: made.id, openid, now: clock.now() })
        return made.id
      })
      if (id === null) {
        const step = await steps.begin('wechat', { openid: openidSealed(db.keys, openid, kernel.random) })
        return { me: { kind: 'guest' }, session: null, pair: null, link: { step, lastsMs: LINK_MS } }
      }
      // Whoever holds the unlocked phone comes in by WeChat: no proof of who they are.
      return { ...(await enter({ kind: 'resident', id, jurisdiction }, page, false)), link: null }
    },

    async phoneSignIn({ step, phoneCode }, page) {
      // Looked at before the code is spent: with a new step the same code is good still.
      await begun(step)
      const { phone: given, country } = await asked((by) => by.phone(phoneCode))
      const phone = country === '86' ? mobileOf(given) : null
      if (phone === null) throw new CivicError('BAD_INPUT', { fields: { phone: 'value' } })
      const person = await taken(step)
      const actor = await twice((tx) => comeIn(tx, phone, person))
      await onProved(actor)
      return enter(actor, page, true)
    },

    async codeSignIn({ step, proof }, page) {
      const person = await begun(step)
      const actor = await phones.proved(proof, (tx) => comeIn(tx, proof.phone, person))
      await steps.take('wechat', step)
      await onProved(actor)
      return enter(actor, page, true)
    },

    async link(actor, { code }) {
      const person = await personOf(code)
      await twice((tx) => addLink(tx, actor.id, person))
    },
  }
}

function refusedBy({ why, message }: WeChatFailure, onRefused: (message: string) => void): CivicError {
  if (why === 'often') return new CivicError('RATE_LIMITED', { message, retryAfterMs: 60_000 })
  if (why === 'busy') return new CivicError('OVERLOADED', { message, retryAfterMs: 1000 })
  if (why !== 'app') return new CivicError('CODE_REFUSED', { message, fields: { code: why } })
  onRefused(message)
  return new CivicError('INTERNAL', { message: 'WeChat does not let us in' })
}
