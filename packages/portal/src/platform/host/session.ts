import { hostSession } from '@civicgrid/sdk/bridge'
import { connected } from './connect.ts'

/** Of a page in a frame: a token in memory, by tickets of the app that holds it. */
export const heldSession = hostSession(connected)
