import { pagesOf, type Pages } from '../pages.ts'
import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type * as wire from '../wire/integration-desk.ts'
import { commandsOf } from './commands.ts'

type Does<Input, Output> = (input: Input, options?: CommandOptions) => Promise<Output>
type Changes<Input> = Does<Input, wire.IntegrationReceipt>

/**
 * 第三方接入 at the desk: for administrators those of their area, for a partner's engineer their own.
 * @throws CivicError FORBIDDEN, NOT_FOUND, VERSION_CONFLICT, NOT_ALLOWED_NOW, STEP_UP_REQUIRED where it opens or ends something
 */
export interface IntegrationDeskFacade {
  list(filter?: Omit<wire.IntegrationListInput, 'cursor'>, options?: CallOptions): Pages<wire.DeskIntegration>
  get(ref: string, options?: CallOptions): Promise<wire.DeskIntegrationDetails>
  /** Calls by day, scope and status, and the last errors. */
  usage(input: wire.UsageInput, options?: CallOptions): Promise<wire.IntegrationUsage>
  /** For administrators: a draft that its engineers fill in. */
  register: Changes<wire.RegisterIntegrationInput>
  describe: Changes<wire.DescribeIntegrationInput>
  setAddresses: Changes<wire.IntegrationAddressesInput>
  setJwksUri: Changes<wire.JwksUriInput>
  /** From then on only requests for consent count that its own server pushed (RFC 9126). */
  demandPushed: Changes<wire.OnIntegration>
  /** For administrators: requests in an address count again. */
  allowUnpushed: Changes<wire.OnIntegration>
  /** Public keys; the old ones go on until they are retired. */
  addKeys: Changes<wire.AddKeysInput>
  retireKey: Changes<wire.RetireKeyInput>
  activate: Changes<wire.OnIntegration>
  suspend: Changes<wire.SuspendIntegrationInput>
  resume: Changes<wire.OnIntegration>
  /** For good: every token of it is worth nothing from then on. */
  close: Changes<wire.CloseIntegrationInput>
  askScope: Does<wire.AskScopeInput, wire.ScopeGrantReceipt>
  /** For administrators: one that nobody asked for. */
  grantScope: Does<wire.GrantScopeInput, wire.ScopeGrantReceipt>
  approveScope: Does<wire.ApproveScopeInput, wire.ScopeGrantReceipt>
  refuseScope: Does<wire.RefuseScopeInput, wire.ScopeGrantReceipt>
  endScope: Does<wire.EndScopeInput, wire.ScopeGrantReceipt>
  /** Their way in is made by `staffAccess.invite`. */
  addEngineer: Does<wire.AddEngineerInput, wire.EngineerReceipt>
  removeEngineer: Changes<wire.RemoveEngineerInput>
  sandbox(ref: string, options?: CallOptions): Promise<wire.SandboxState>
  openSandbox: Changes<wire.OpenSandboxInput>
  closeSandbox: Changes<{ ref: string }>
  /** Forward to an instant, ISO UTC. @throws CivicError NOT_ALLOWED_NOW unless it is open */
  moveSandboxClock: Does<wire.SandboxClockInput, { now: string }>
}

export const integrationDeskFacade = (call: Caller): IntegrationDeskFacade => ({
  ...commandsOf(call, 'integrationDesk', [
    'register',
    'describe',
    'setAddresses',
    'setJwksUri',
    'demandPushed',
    'allowUnpushed',
    'addKeys',
    'retireKey',
    'activate',
    'suspend',
    'resume',
    'close',
    'askScope',
    'grantScope',
    'approveScope',
    'refuseScope',
    'endScope',
    'addEngineer',
    'removeEngineer',
    'openSandbox',
    'closeSandbox',
    'moveSandboxClock',
  ]),
  list: (filter, options) =>
    pagesOf((cursor, own) => call.query('integrationDesk.list', { ...filter, cursor }, own), options),
  get: (ref, options) => call.query('integrationDesk.get', { ref }, options),
  usage: (input, options) => call.query('integrationDesk.usage', input, options),
  sandbox: (ref, options) => call.query('integrationDesk.sandbox', { ref }, options),
})
