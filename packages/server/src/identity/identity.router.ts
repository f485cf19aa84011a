import { demoSignInInput, me, persona, signedIn } from '@civicgrid/contracts'
import { z } from 'zod'
import { done, noInput, publicProcedure, router } from '../http/procedures.ts'
import { hostProcedures } from './hosts/hosts.procedures.ts'
import type { Hosts } from './hosts/hosts.service.ts'
import type { Identity } from './identity.service.ts'
import { deviceOf } from './sessions/device.ts'
import { deviceProcedures } from './sessions/devices.procedures.ts'
import type { Devices } from './sessions/devices.ts'
import type { Sessions } from './sessions/sessions.ts'
import { phoneProcedures } from './phones/phones.procedures.ts'
import type { Phones } from './phones/phones.service.ts'
import { wayProcedures } from './ways/ways.procedures.ts'
import type { Ways } from './ways/ways.service.ts'
import { wechatProcedures } from './wechat/wechat.procedures.ts'
import type { WeChatSignIn } from './wechat/wechat.service.ts'

export interface IdentityRouterOptions {
  /** Whether the demo door is there at all; without it its procedures do not exist. */
  demo: boolean
  devices: Devices
  hosts: Hosts
  phones: Phones
  sessions: Sessions
  ways: Ways
  wechat: WeChatSignIn
}

/** Who one is, and the ways in and out. */
export function createIdentityRouter(
  identity: Identity,
  { demo, devices, hosts, phones, sessions, ways, wechat }: IdentityRouterOptions,
) {
  const procedures = {
    ...deviceProcedures(devices, sessions),
    ...hostProcedures(hosts),
    ...phoneProcedures(phones),
    ...wayProcedures(ways),
    ...wechatProcedures(wechat),
    me: publicProcedure
      .input(noInput)
      .output(me)
      .query(({ ctx }) => identity.me(ctx.actor)),

    signOut: publicProcedure
      .input(noInput)
      .output(done)
      .mutation(async ({ ctx }) => {
        if (ctx.sessionToken !== null) await identity.signOut(ctx.sessionToken)
        ctx.setSession({ realm: ctx.realm, token: null })
        return { done: true as const }
      }),

    demoPersonas: publicProcedure
      .input(noInput)
      .output(z.object({ items: z.array(persona) }))
      .query(async () => ({ items: await identity.demoPersonas() })),

    demoSignIn: publicProcedure
      .input(demoSignInInput)
      .output(signedIn)
      .mutation(async ({ ctx, input }) => {
        const session = await identity.demoSignIn(input.persona, deviceOf(ctx.peer?.userAgent))
        ctx.setSession({ realm: session.realm, token: session.token, expiresAt: Date.parse(session.expiresAt) })
        return session
      }),
  }
  if (!demo) {
    const optional: Partial<typeof procedures> = procedures
    delete optional.demoPersonas
    delete optional.demoSignIn
  }
  return router(procedures)
}
