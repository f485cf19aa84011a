import { hostSession } from '@civicgrid/sdk/bridge'
import { embedSession } from '../embed/session.ts'
import { connected } from './connect.ts'
import { embedded } from './held.ts'

/** Of a page in a frame: a token in memory, by tickets of the app or secrets of the partner that holds it. */
export const heldSession = embedded() ? embedSession : hostSession(connected)
