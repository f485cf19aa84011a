// Headless: a page of the city in a partner's page, without any element.
export { mountEmbed, type Embedded, type EmbedOptions } from './mount.ts'
export type { Look } from './messages.ts'
