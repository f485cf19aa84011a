// Between a portal and the app that it is in: both sides, each takes its own.
export { findHost, type FoundHost, type RegisteredHost } from './find-host.ts'
export { findHolder, holdPortal, type FoundHolder, type HostLink, type PortalLink } from './frame.ts'
export type { HoldOptions } from './hold.ts'
export type { Link } from './link.ts'
export type { FromHost, FromPortal, Handlers, HostPosition } from './messages.ts'
export type { HostKind } from './native.ts'
export {
  beginTicket,
  endTicket,
  hostSession,
  ownPath,
  ticketOver,
  type TicketDoor,
  type TicketStore,
} from './ticket.ts'
export { secretSession, type AskedSecret } from './secret.ts'
