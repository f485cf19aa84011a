/** Sent with every request; the server answers CLIENT_TOO_OLD to one that is no longer safe. Kept equal to package.json. */
export const VERSION = '0.1.0'
