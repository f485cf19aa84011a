/**
 * How the server is started, here and by the bench: Node's arguments, then the program.
 * - V8's young generation would grow to 134 MB under load and stay there; held at half of it the server answers as many
 *   requests, and with a quarter of it a fifth fewer.
 * - On a machine with gigabytes V8 lets the heap grow to four times what lives in it before it collects; with a limit of
 *   1 GB to one and a half times (docs/guides/speed.md has both).
 */
export const SERVER = ['--max-semi-space-size=32', '--max-old-space-size=1024', 'packages/server/src/main.ts']

/** glibc keeps freed memory in an arena a thread, eight a core; with two, what photos and threads gave back is used again. */
export const SERVER_ENV = { MALLOC_ARENA_MAX: '2' }
