// Headless: a page of the city in a partner's page, without any element.
export { mountEmbed, type Embedded, type EmbedOptions } from './mount.ts'
export type { FromEmbedded, FromPartner, Look } from './messages.ts'
export type { Handlers } from '../bridge/messages.ts'
