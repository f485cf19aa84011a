import { createCivic } from '@civicgrid/sdk'

/** The one way to the server. The session is the browser's cookie; nothing is sent before something is asked for. */
export const civic = createCivic({ baseUrl: '', client: 'portal/0.1.0' })
