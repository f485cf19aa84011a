import { createResidentCivic } from '@civicgrid/sdk'
import { begun, CLIENT } from './begun.ts'
import { framed } from './host/held.ts'
import { lateSession } from './host/late-session.ts'
import { askToProve } from './step-up.ts'

/** The one way to the server. The session is the browser's cookie, in a frame the token of the app that holds it. */
export const civic = createResidentCivic({
  baseUrl: '',
  client: CLIENT,
  begun: begun(),
  stepUp: askToProve,
  ...(framed() ? { session: lateSession } : {}),
})
