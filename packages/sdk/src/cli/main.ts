#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { HostAlgorithm } from '../host/key.ts'
import { listen } from './listen.ts'
import { partnerToken } from './token.ts'

const HELP = `civic listen: webhooks on your own machine, with no port open

  civic listen --url https://12345.example.cn --client civic_… --key partner.pem --forward http://localhost:3000/hooks

  --url      the city's service
  --client   the public id of your integration
  --key      its private key, PKCS#8 in PEM; the scope "webhooks" must be granted
  --kid      the key's name, where several are registered
  --alg      ES256 (default), EdDSA, RS256, PS256
  --forward  where each message is posted
  --types    only these, separated by commas: appeal.accepted,appeal.answered
`

/** What is missing is said with the help; the exit code is 2. */
function wrong(why: string): never {
  process.stderr.write(`${why}\n\n${HELP}`)
  process.exit(2)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string' },
    client: { type: 'string' },
    key: { type: 'string' },
    kid: { type: 'string' },
    alg: { type: 'string', default: 'ES256' },
    forward: { type: 'string' },
    types: { type: 'string', default: '' },
    help: { type: 'boolean', short: 'h' },
  },
})
if (values.help || positionals[0] !== 'listen') {
  process.stdout.write(HELP)
  process.exit(values.help ? 0 : 2)
}
const { url, client, key: file, forward } = values
if (!url || !client || !file || !forward) wrong('--url, --client, --key and --forward are needed')

const baseUrl = url.replace(/\/+$/, '')
const pem = await readFile(file, 'utf8').catch(() => wrong(`${file} cannot be read`))
const identity = { baseUrl, clientId: client, key: { pem, alg: values.alg as HostAlgorithm, kid: values.kid } }
const end = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort())

try {
  await listen({
    baseUrl,
    forward,
    types: values.types.split(',').filter(Boolean) as Parameters<typeof listen>[0]['types'],
    token: () => partnerToken(identity, (address, init) => fetch(address, init)),
    opened: (verifier) =>
      process.stdout.write(`listening; signatures are checked by ${verifier} for as long as this runs\n`),
    forwarded: ({ type, messageId, status, ms }) =>
      process.stdout.write(`${type} ${messageId} → ${status ?? 'no answer'} (${ms} ms)\n`),
    signal: end.signal,
  })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
