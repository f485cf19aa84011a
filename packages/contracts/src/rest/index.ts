export { REST_OPERATIONS, REST_PATH } from './rest.operations.ts'
export type { RestExample, RestOperation, RestSpeaker } from './rest.types.ts'
