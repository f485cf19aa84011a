import {
  aroundInput,
  aroundItem,
  codeInput,
  contactView,
  publishDraft,
  deskItem,
  deskSchema,
  proposal,
  proposalInput,
  queueCounts,
  queueInput,
  schema,
  searchInput,
  similarInput,
  staffInputs,
  workOrderView,
} from '@civicgrid/contracts'
import { z } from 'zod'
import { noInput, router, staffCommand, staffProcedure } from '../http/procedures.ts'
import type { Appeals } from './appeals.service.ts'

const { receipt } = schema
const items = schema.list(deskItem)

/** The desk: queues, orders, and every command of staff. */
export function createWorkOrdersRouter(appeals: Appeals) {
  return router({
    list: staffProcedure
      .input(queueInput)
      .output(items)
      .query(({ ctx, input }) => appeals.queue(ctx.actor, input)),
    counts: staffProcedure
      .input(noInput)
      .output(queueCounts)
      .query(({ ctx }) => appeals.counts(ctx.actor)),
    count: staffProcedure
      .input(deskSchema.listFilter)
      .output(deskSchema.listCount)
      .query(({ ctx, input }) => appeals.count(ctx.actor, input)),
    standing: staffProcedure
      .input(deskSchema.standingInput)
      .output(z.object({ items: z.array(deskSchema.standingItem) }))
      .query(async ({ ctx, input }) => ({ items: await appeals.standing(ctx.actor, input.codes) })),
    dueBoard: staffProcedure
      .input(deskSchema.boardInput)
      .output(deskSchema.boardView)
      .query(({ ctx, input }) => appeals.dueBoard(ctx.actor, input)),
    search: staffProcedure
      .input(searchInput)
      .output(items)
      .query(({ ctx, input }) => appeals.search(ctx.actor, input)),
    /** Beside an intake: open orders like the one being taken down. */
    similar: staffProcedure
      .input(similarInput)
      .output(z.object({ items: z.array(schema.appealItem) }))
      .query(({ ctx, input }) => appeals.similarOrders(ctx.actor, input)),
    get: staffProcedure
      .input(codeInput)
      .output(workOrderView)
      .query(({ ctx, input }) => appeals.workOrder(ctx.actor, input.code)),
    propose: staffProcedure
      .input(proposalInput)
      .output(proposal)
      .query(({ ctx, input }) => appeals.propose(ctx.actor, input)),
    around: staffProcedure
      .input(aroundInput)
      .output(z.object({ items: z.array(aroundItem) }))
      .query(async ({ ctx, input }) => ({ items: await appeals.openAround(ctx.actor, input.point, input.limit) })),
    register: staffCommand
      .input(schema.registerInput)
      .output(receipt)
      .mutation(({ ctx, input }) =>
        appeals.submit({ procedure: 'workOrders.register', channel: input.channel }, ctx, input),
      ),
    accept: staffCommand
      .input(staffInputs.accept)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('accept', 'workOrders.accept', ctx, input)),
    decline: staffCommand
      .input(staffInputs.decline)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('decline', 'workOrders.decline', ctx, input)),
    answer: staffCommand
      .input(staffInputs.answer)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('answer', 'workOrders.answer', ctx, input)),
    classify: staffCommand
      .input(staffInputs.classify)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('classify', 'workOrders.classify', ctx, input)),
    dispatch: staffCommand
      .input(staffInputs.dispatch)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('dispatch', 'workOrders.dispatch', ctx, input)),
    take: staffCommand
      .input(staffInputs.take)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('take', 'workOrders.take', ctx, input)),
    bounce: staffCommand
      .input(staffInputs.bounce)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('bounce', 'workOrders.bounce', ctx, input)),
    ruleBounce: staffCommand
      .input(staffInputs.ruleBounce)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('ruleBounce', 'workOrders.ruleBounce', ctx, input)),
    requestExtension: staffCommand
      .input(staffInputs.requestExtension)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('requestExtension', 'workOrders.requestExtension', ctx, input)),
    ruleExtension: staffCommand
      .input(staffInputs.ruleExtension)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('ruleExtension', 'workOrders.ruleExtension', ctx, input)),
    contact: staffCommand
      .input(staffInputs.contact)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('contact', 'workOrders.contact', ctx, input)),
    verifyOnSite: staffCommand
      .input(staffInputs.verifyOnSite)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('verifyOnSite', 'workOrders.verifyOnSite', ctx, input)),
    giveFeedback: staffCommand
      .input(staffInputs.giveFeedback)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('giveFeedback', 'workOrders.giveFeedback', ctx, input)),
    reviewFeedback: staffCommand
      .input(staffInputs.reviewFeedback)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('reviewFeedback', 'workOrders.reviewFeedback', ctx, input)),
    archive: staffCommand
      .input(staffInputs.archive)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('archive', 'workOrders.archive', ctx, input)),
    publishDraft: staffProcedure
      .input(codeInput)
      .output(publishDraft)
      .query(({ ctx, input }) => appeals.publishDraft(ctx.actor, input.code)),
    publish: staffCommand
      .input(staffInputs.publish)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.publish(ctx, input)),
    unpublish: staffCommand
      .input(staffInputs.unpublish)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('unpublish', 'workOrders.unpublish', ctx, input)),
    /** 人工通过: somebody has looked at what WeChat did not let through. */
    passContent: staffCommand
      .input(staffInputs.passContent)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('passContent', 'workOrders.passContent', ctx, input)),
    settlePressure: staffCommand
      .input(staffInputs.settlePressure)
      .output(receipt)
      .mutation(({ ctx, input }) => appeals.give('settlePressure', 'workOrders.settlePressure', ctx, input)),
    viewContact: staffCommand
      .input(staffInputs.viewContact)
      .output(contactView)
      .mutation(({ ctx, input }) => appeals.viewContact(ctx, input)),
  })
}
