// Embedding: a page of ours in a partner's page, for somebody whom the partner knows.

/** From when the partner's server is given a secret until nobody can use it any more. */
export const EMBED_SECRET_MS = 60_000

/** How long the session lasts that it opens; the partner's page is asked for the next secret before. */
export const EMBED_SESSION_MS = 5 * 60_000

/** Where pages for partners' frames are. */
export const EMBED_PATH = '/embed'
/** What our page in a frame asks before it has a session: whose frame it may be in, and for a session. */
export const EMBED_SETTINGS_PATH = '/api/embed/settings'
export const EMBED_SESSIONS_PATH = '/api/embed/sessions'

/** What a partner calls a person of theirs. */
export const SUBJECT_MAX = 200
