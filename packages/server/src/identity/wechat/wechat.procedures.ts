import { phoneSchema, wechatSchema } from '@civicgrid/contracts'
import { done, publicProcedure, strongResidentCommand } from '../../http/procedures.ts'
import { comingIn, enter } from '../phones/phones.procedures.ts'
import type { WeChatSignIn } from './wechat.service.ts'

const { inputs, byWeChat } = wechatSchema

/** Coming in by the mini-program; part of the identity router. */
export const wechatProcedures = (wechat: WeChatSignIn) => ({
  wechatSignIn: publicProcedure
    .input(inputs.signIn)
    .output(byWeChat)
    .mutation(async ({ ctx, input }) => {
      const came = await wechat.signIn(input, comingIn(ctx))
      return { ...enter(ctx, came), link: came.link }
    }),
  wechatPhoneSignIn: publicProcedure
    .input(inputs.phoneSignIn)
    .output(phoneSchema.openedSession)
    .mutation(async ({ ctx, input }) => enter(ctx, await wechat.phoneSignIn(input, comingIn(ctx)))),
  wechatCodeSignIn: publicProcedure
    .input(inputs.codeSignIn)
    .output(phoneSchema.openedSession)
    .mutation(async ({ ctx, input }) => enter(ctx, await wechat.codeSignIn(input, comingIn(ctx)))),
  linkWechat: strongResidentCommand
    .input(inputs.signIn)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await wechat.link(ctx.actor, input)
      return { done: true as const }
    }),
})
