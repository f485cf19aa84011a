/** The desk, as the rest of the server sees it. */
export { createDesk, type Desk } from './desk.service.ts'
export { createDeskRouter } from './desk.router.ts'
export { EXPORT_THING, EXPORTS_PATH } from './desk.export.service.ts'
