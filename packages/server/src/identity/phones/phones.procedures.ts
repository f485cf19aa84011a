import { phoneSchema } from '@civicgrid/contracts'
import type { RequestContext } from '../../http/context.ts'
import { done, noInput, publicProcedure, residentProcedure, strongResidentCommand } from '../../http/procedures.ts'
import { deviceOf } from '../sessions/device.ts'
import { pairView } from '../sessions/pair-view.ts'
import type { Asker, CameIn, ComingIn, Phones } from './phones.service.ts'

const { inputs, openedSession, sentCode, sentOwnCode } = phoneSchema

export const askerOf = ({ peer, idempotencyKey }: Pick<RequestContext, 'peer' | 'idempotencyKey'>): Asker => ({
  address: peer?.address ?? '',
  idempotencyKey,
})
export const comingIn = (ctx: RequestContext): ComingIn => ({
  device: deviceOf(ctx.peer?.userAgent),
  sessionToken: ctx.realm === 'resident' ? ctx.sessionToken : null,
})
/** The cookie speaks from now on, or the pair that is answered. */
export function enter(ctx: RequestContext, { me, session, pair }: CameIn) {
  if (session) ctx.setSession(session)
  return { me, pair: pair && pairView(pair) }
}

/** Coming in by a number, and the proof by it; part of the identity router. */
export const phoneProcedures = (phones: Phones) => ({
  sendCode: publicProcedure
    .input(inputs.send)
    .output(sentCode)
    .mutation(({ ctx, input }) => phones.send(input, askerOf(ctx))),
  phoneSignIn: publicProcedure
    .input(inputs.signIn)
    .output(openedSession)
    .mutation(async ({ ctx, input }) => enter(ctx, await phones.signIn(input, comingIn(ctx)))),
  sendOwnCode: residentProcedure
    .input(noInput)
    .output(sentOwnCode)
    .mutation(({ ctx }) => phones.sendOwn(ctx.actor, askerOf(ctx))),
  stepUp: residentProcedure
    .input(inputs.stepUp)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await phones.stepUp(ctx.actor, ctx.sessionToken, input)
      return { done: true as const }
    }),
  // A number opens the account from then on: whoever adds one shows first that the account is theirs.
  sendLinkCode: strongResidentCommand
    .input(inputs.send)
    .output(sentCode)
    .mutation(({ ctx, input }) => phones.sendToLink(ctx.actor, input, askerOf(ctx))),
  linkPhone: strongResidentCommand
    .input(inputs.link)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await phones.link(ctx.actor, input)
      return { done: true as const }
    }),
})
