import { integrationDeskSchema } from '@civicgrid/contracts'
import { router, staffCommand, staffProcedure, strongStaffCommand } from '../../http/procedures.ts'
import type { Sandboxes } from '../sandbox/sandbox.service.ts'
import type { IntegrationDesk } from './integration-desk.service.ts'

const {
  integrationDeskInputs: inputs,
  integrationReceipt: receipt,
  grantReceipt,
  engineerReceipt,
  integrationItems,
  integrationUsage,
  integrationView,
  sandboxClock,
  sandboxView,
} = integrationDeskSchema

/** 第三方接入 at the desk. What lets somebody in, opens more or ends it for good asks once more who it is. */
export function createIntegrationDeskRouter(desk: IntegrationDesk, sandboxes: Sandboxes) {
  return router({
    list: staffProcedure
      .input(inputs.list)
      .output(integrationItems)
      .query(({ ctx, input }) => desk.list(ctx.actor, input)),
    get: staffProcedure
      .input(inputs.ref)
      .output(integrationView)
      .query(({ ctx, input }) => desk.get(ctx.actor, input.ref)),
    usage: staffProcedure
      .input(inputs.usage)
      .output(integrationUsage)
      .query(({ ctx, input }) => desk.usage(ctx.actor, input)),

    register: strongStaffCommand
      .input(inputs.register)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.register(ctx, input)),
    describe: staffCommand
      .input(inputs.describe)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.describe(ctx, input)),
    setAddresses: strongStaffCommand
      .input(inputs.setAddresses)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.setAddresses(ctx, input)),
    setJwksUri: strongStaffCommand
      .input(inputs.setJwksUri)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.setJwksUri(ctx, input)),
    demandPushed: staffCommand
      .input(inputs.demandPushed)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.demandPushed(ctx, input)),
    allowUnpushed: strongStaffCommand
      .input(inputs.allowUnpushed)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.allowUnpushed(ctx, input)),
    addKeys: strongStaffCommand
      .input(inputs.addKeys)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.addKeys(ctx, input)),
    retireKey: strongStaffCommand
      .input(inputs.retireKey)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.retireKey(ctx, input)),
    activate: strongStaffCommand
      .input(inputs.activate)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.activate(ctx, input)),
    suspend: staffCommand
      .input(inputs.suspend)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.suspend(ctx, input)),
    resume: strongStaffCommand
      .input(inputs.resume)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.resume(ctx, input)),
    close: strongStaffCommand
      .input(inputs.close)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.close(ctx, input)),

    askScope: staffCommand
      .input(inputs.askScope)
      .output(grantReceipt)
      .mutation(({ ctx, input }) => desk.askScope(ctx, input)),
    grantScope: strongStaffCommand
      .input(inputs.grantScope)
      .output(grantReceipt)
      .mutation(({ ctx, input }) => desk.grantScope(ctx, input)),
    approveScope: strongStaffCommand
      .input(inputs.approveScope)
      .output(grantReceipt)
      .mutation(({ ctx, input }) => desk.approveScope(ctx, input)),
    refuseScope: staffCommand
      .input(inputs.refuseScope)
      .output(grantReceipt)
      .mutation(({ ctx, input }) => desk.refuseScope(ctx, input)),
    endScope: staffCommand
      .input(inputs.endScope)
      .output(grantReceipt)
      .mutation(({ ctx, input }) => desk.endScope(ctx, input)),

    addEngineer: strongStaffCommand
      .input(inputs.addEngineer)
      .output(engineerReceipt)
      .mutation(({ ctx, input }) => desk.engineers.add(ctx, input)),
    removeEngineer: strongStaffCommand
      .input(inputs.removeEngineer)
      .output(receipt)
      .mutation(({ ctx, input }) => desk.engineers.remove(ctx, input)),

    sandbox: staffProcedure
      .input(inputs.ref)
      .output(sandboxView)
      .query(({ ctx, input }) => sandboxes.sandbox(ctx.actor, input.ref)),
    openSandbox: staffCommand
      .input(inputs.openSandbox)
      .output(receipt)
      .mutation(({ ctx, input }) => sandboxes.openSandbox(ctx, input)),
    closeSandbox: staffCommand
      .input(inputs.ref)
      .output(receipt)
      .mutation(({ ctx, input }) => sandboxes.closeSandbox(ctx, input)),
    moveSandboxClock: staffCommand
      .input(inputs.moveSandboxClock)
      .output(sandboxClock)
      .mutation(({ ctx, input }) => sandboxes.moveSandboxClock(ctx, input)),
  })
}
