/**
 * What the server decides and shows by pure rules, without its storage: a mock that runs these behaves as the server does
 * (docs/adr/0021-mock-and-documentation.md). Nothing here may reach the database, the disk or the network.
 */
export { appealCity, type AppealCity } from './appeals/appeals.context.ts'
export { decideCommand, decideOn, decideSubmit } from './appeals/appeals.decide.ts'
export { publicAnswer, publicFrom, publicHead, publicItem, publicView } from './appeals/board/appeals.public.ts'
export { metresBetween } from './appeals/appeals.cells.ts'
export { comparable, isLike, likeness, sharedOf, wordsOfCategories } from './appeals/neighbours/appeals.likeness.ts'
export { isOpen, joinedItemOf, nearItemOf, shownPlaceOf, strangerItem } from './appeals/neighbours/appeals.stranger.ts'
export { dueColumn } from './appeals/appeals.due.ts'
export type { StandingCommand } from './appeals/appeals.inputs.ts'
export { iso, isoOrNull } from './appeals/appeals.instants.ts'
export { deskItemOf, itemOf } from './appeals/appeals.item.ts'
export { photosOf, type AppealEvent } from './appeals/appeals.timeline.ts'
export { progressOf, workOrderOf, type ViewContext } from './appeals/appeals.view.ts'
export { createCityService } from './city/city.service.ts'
export { fromZod } from './http/bad-input.ts'
