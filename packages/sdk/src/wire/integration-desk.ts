import type { z } from 'zod'
import type { integrationDeskSchema } from '@civicgrid/contracts'

type Inputs = typeof integrationDeskSchema.integrationDeskInputs
type In<Name extends keyof Inputs> = z.input<Inputs[Name]>

/** An integration as the desk lists it; `ref` is its public id. */
export type DeskIntegration = z.output<typeof integrationDeskSchema.integrationItem>
/** One of them with its addresses, keys, grants, people and history. */
export type DeskIntegrationDetails = z.output<typeof integrationDeskSchema.integrationView>
/** A scope that was asked for or granted: for what, and from when until when. */
export type DeskGrant = z.output<typeof integrationDeskSchema.deskGrant>
export type IntegrationUsage = z.output<typeof integrationDeskSchema.integrationUsage>
export type IntegrationReceipt = z.output<typeof integrationDeskSchema.integrationReceipt>
export type ScopeGrantReceipt = z.output<typeof integrationDeskSchema.grantReceipt>
export type EngineerReceipt = z.output<typeof integrationDeskSchema.engineerReceipt>
/** How an integration's sandbox stands, and by what programs come into it. */
export type SandboxState = z.output<typeof integrationDeskSchema.sandboxView>
export type IntegrationListInput = In<'list'>
export type RegisterIntegrationInput = In<'register'>
export type DescribeIntegrationInput = In<'describe'>
export type IntegrationAddressesInput = In<'setAddresses'>
export type JwksUriInput = In<'setJwksUri'>
export type AddKeysInput = In<'addKeys'>
export type RetireKeyInput = In<'retireKey'>
export type OnIntegration = In<'activate'>
export type SuspendIntegrationInput = In<'suspend'>
export type CloseIntegrationInput = In<'close'>
export type AskScopeInput = In<'askScope'>
export type GrantScopeInput = In<'grantScope'>
export type ApproveScopeInput = In<'approveScope'>
export type RefuseScopeInput = In<'refuseScope'>
export type EndScopeInput = In<'endScope'>
export type AddEngineerInput = In<'addEngineer'>
export type RemoveEngineerInput = In<'removeEngineer'>
export type UsageInput = In<'usage'>
export type OpenSandboxInput = In<'openSandbox'>
export type SandboxClockInput = In<'moveSandboxClock'>
