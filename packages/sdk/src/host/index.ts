// For the backend of a host app: Node 20 and newer, Deno, Bun, workers. Never for a page: it holds a private key.
export { createHostClient, type HostClient, type HostClientOptions, type TicketInput } from './client.ts'
export type { HostAlgorithm, HostKey } from './key.ts'
export { CivicError, type ErrorCode } from '@civicgrid/contracts/constants'
export { isCivicError } from '../errors.ts'
export type { HostTicket } from '../wire/identity.ts'
