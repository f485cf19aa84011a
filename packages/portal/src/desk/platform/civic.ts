import { cookieSession, createCivic, type Civic } from '@civicgrid/sdk'
import { askToStepUp } from './step-up.ts'

/** The desk's one way to the server. Its session is the staff's own: the same browser may be a resident in the portal. */
export const deskClient = (): Civic =>
  createCivic({ baseUrl: '', realm: 'staff', session: cookieSession(), stepUp: askToStepUp })
