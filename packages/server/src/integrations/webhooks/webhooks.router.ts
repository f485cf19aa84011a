import { webhookSchema } from '@civicgrid/contracts'
import { router, staffCommand, staffProcedure, strongStaffCommand } from '../../http/procedures.ts'
import type { Webhooks } from './webhooks.service.ts'

const { webhookInputs: inputs, webhookReceipt: receipt } = webhookSchema

/** Webhooks at the desk: for the engineers of the partner; an administrator looks, and stops what has to be stopped. */
export function createWebhooksRouter(webhooks: Webhooks) {
  return router({
    list: staffProcedure
      .input(inputs.list)
      .output(webhookSchema.webhookEndpoints)
      .query(({ ctx, input }) => webhooks.list(ctx.actor, input.integration)),
    get: staffProcedure
      .input(inputs.get)
      .output(webhookSchema.webhookDetails)
      .query(({ ctx, input }) => webhooks.get(ctx.actor, input.ref)),
    // Where data goes, and what it is believed by: sensitive.
    add: strongStaffCommand
      .input(inputs.add)
      .output(webhookSchema.webhookSecret)
      .mutation(({ ctx, input }) => webhooks.add(ctx, input)),
    change: strongStaffCommand
      .input(inputs.change)
      .output(receipt)
      .mutation(({ ctx, input }) => webhooks.change(ctx, input)),
    rotate: strongStaffCommand
      .input(inputs.rotate)
      .output(webhookSchema.webhookSecret)
      .mutation(({ ctx, input }) => webhooks.rotate(ctx, input)),
    pause: staffCommand
      .input(inputs.pause)
      .output(receipt)
      .mutation(({ ctx, input }) => webhooks.pause(ctx, input)),
    resume: staffCommand
      .input(inputs.resume)
      .output(receipt)
      .mutation(({ ctx, input }) => webhooks.resume(ctx, input)),
    close: staffCommand
      .input(inputs.close)
      .output(receipt)
      .mutation(({ ctx, input }) => webhooks.close(ctx, input)),
    test: staffCommand
      .input(inputs.test)
      .output(receipt)
      .mutation(({ ctx, input }) => webhooks.test(ctx, input.ref)),
    deliveries: staffProcedure
      .input(inputs.deliveries)
      .output(webhookSchema.deliveryItems)
      .query(({ ctx, input }) => webhooks.deliveries(ctx.actor, input)),
    delivery: staffProcedure
      .input(inputs.delivery)
      .output(webhookSchema.deliveryView)
      .query(({ ctx, input }) => webhooks.delivery(ctx.actor, input.messageId)),
    replay: staffCommand
      .input(inputs.replay)
      .output(webhookSchema.webhookReplayed)
      .mutation(({ ctx, input }) => webhooks.replay(ctx, input)),
  })
}
