/** Node's arguments that start the server, from the root. */
export const SERVER: readonly string[]
/** What its environment says besides, unless told otherwise. */
export const SERVER_ENV: Readonly<Record<string, string>>
