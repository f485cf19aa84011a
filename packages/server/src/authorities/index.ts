/** Acting for another (代办), as the rest of the server sees it. */
export { actingBy, actingOn, noteActed, principalBy, type ActedFor } from './authorities.acting.ts'
export { createAuthoritiesRouter } from './authorities.router.ts'
export { createAuthorities, type Authorities } from './authorities.service.ts'
export { createAuthorityDesk, type AuthorityDesk } from './authority-desk.service.ts'
export { createAuthorityDeskRouter } from './authority-desk.router.ts'
export { AUTHORITY_THING, releaseEvidenceOf } from './authorities.store.ts'
