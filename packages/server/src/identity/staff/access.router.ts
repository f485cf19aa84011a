import { CivicError, signInSchema, staffSchema, type StaffActor } from '@civicgrid/contracts'
import type { Peer, RequestContext } from '../../http/context.ts'
import { done, noInput, publicProcedure, router, staffProcedure, strongStaffCommand } from '../../http/procedures.ts'
import type { Identity } from '../identity.service.ts'
import type { OpenSession, Sessions } from '../sessions/sessions.ts'
import type { StaffAccess } from './access.service.ts'
import type { Own } from './own-ways.service.ts'

const { inputs, accepted, cameIn, factorAsk, invitationView, ownWays, passkeyAsk, ways } = signInSchema
const { staffAdminInputs, staffInvitation, staffReceipt } = staffSchema

function peerOf({ peer }: RequestContext): Peer {
  if (!peer) throw new CivicError('FORBIDDEN', { message: 'asked by no browser' })
  // Another site must not sign its visitors in as somebody of its own choice.
  if (peer.foreign) throw new CivicError('FORBIDDEN', { message: 'asked from another site' })
  return peer
}
const door = publicProcedure.use(({ ctx, next }) => next({ ctx: { peer: peerOf(ctx) } }))
/** One's own way in: beside a session a proof of just now, and from our own page. */
const strongOwnDoor = strongStaffCommand.use(({ ctx, next }) => next({ ctx: { peer: peerOf(ctx) } }))
const ownOf = ({ actor, sessionToken, peer }: { actor: StaffActor; sessionToken: string | null; peer: Peer }): Own => ({
  actor,
  token: sessionToken,
  peer,
})
const ownDoor = staffProcedure.use(({ ctx, next }) => next({ ctx: { peer: peerOf(ctx) } }))

/** How staff comes in: a password and a second factor, a passkey, or the city's own identity. */
export function createStaffAccessRouter(
  { signIn, invitations, ownWays: own, cityIdentity, ways: open }: StaffAccess,
  { sessions, identity }: { sessions: Sessions; identity: Identity },
) {
  /** The cookie speaks from now on; the page is told who it speaks for, and never the token. */
  async function enter(ctx: RequestContext, { token, expiresAt }: OpenSession) {
    // A session this browser had before is not left behind for whoever may know its token.
    if (ctx.sessionToken !== null && ctx.realm === 'staff') await sessions.close(ctx.sessionToken)
    ctx.setSession({ realm: 'staff', token, expiresAt })
    return { me: await identity.me(await sessions.actorOf('staff', token)) }
  }
  function ofTheCity() {
    if (!cityIdentity) throw new CivicError('NOT_FOUND', { message: 'the city has no identity of its own' })
    return cityIdentity
  }
  return router({
    ways: publicProcedure
      .input(noInput)
      .output(ways)
      .query(() => open()),
    openInvitation: door
      .input(inputs.invitation)
      .output(invitationView)
      .mutation(({ input }) => invitations.open(input.token)),
    askInvitedPasskey: door
      .input(inputs.invitation)
      .output(passkeyAsk)
      .mutation(({ ctx, input }) => invitations.askPasskey(input.token, ctx.peer)),
    acceptInvitation: door
      .input(inputs.accept)
      .output(accepted)
      .mutation(async ({ ctx, input }) => {
        const { login, recoveryCodes } = await invitations.accept(input, ctx.peer)
        return { ...(await enter(ctx, await signIn.invited(login, ctx.peer))), recoveryCodes }
      }),
    passwordSignIn: door
      .input(inputs.password)
      .output(factorAsk)
      .mutation(({ ctx, input }) => signIn.password(input, ctx.peer)),
    factorSignIn: door
      .input(inputs.factor)
      .output(cameIn)
      .mutation(async ({ ctx, input }) => enter(ctx, await signIn.factor(input, ctx.peer))),
    askPasskey: door
      .input(noInput)
      .output(passkeyAsk)
      .mutation(({ ctx }) => signIn.askPasskey(ctx.peer)),
    passkeySignIn: door
      .input(inputs.passkey)
      .output(cameIn)
      .mutation(async ({ ctx, input }) => enter(ctx, await signIn.passkey(input, ctx.peer))),
    own: staffProcedure
      .input(noInput)
      .output(ownWays)
      .query(({ ctx }) => own.list(ctx.actor)),
    changePassword: strongOwnDoor
      .input(inputs.changePassword)
      .output(done)
      .mutation(async ({ ctx, input }) => {
        await own.changePassword(ownOf(ctx), input)
        return { done: true as const }
      }),
    askOwnPasskey: strongOwnDoor
      .input(noInput)
      .output(passkeyAsk)
      .mutation(({ ctx }) => own.askPasskey(ownOf(ctx))),
    addPasskey: strongOwnDoor
      .input(inputs.addPasskey)
      .output(done)
      .mutation(async ({ ctx, input }) => {
        await own.addPasskey(ownOf(ctx), input)
        return { done: true as const }
      }),
    removePasskey: strongOwnDoor
      .input(inputs.removePasskey)
      .output(done)
      .mutation(async ({ ctx, input }) => {
        await own.removePasskey(ownOf(ctx), input)
        return { done: true as const }
      }),
    stepUp: ownDoor
      .input(inputs.stepUp)
      .output(done)
      .mutation(async ({ ctx, input }) => {
        await signIn.stepUp(ctx.actor, ctx.sessionToken, input, ctx.peer)
        return { done: true as const }
      }),
    // For administrators: whoever hands out a way in proves first who they are.
    invite: strongStaffCommand
      .input(staffAdminInputs.invite)
      .output(staffInvitation)
      .mutation(({ ctx, input }) => invitations.invite(ctx, input)),
    linkSubject: strongStaffCommand
      .input(staffAdminInputs.linkSubject)
      .output(staffReceipt)
      .mutation(({ ctx, input }) => ofTheCity().link(ctx, input)),
    unlinkSubject: strongStaffCommand
      .input(staffAdminInputs.unlinkSubject)
      .output(staffReceipt)
      .mutation(({ ctx, input }) => ofTheCity().unlink(ctx, input)),
  })
}
