/** Node's arguments that start the server, from the root. */
export const SERVER: readonly string[]
