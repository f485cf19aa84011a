/**
 * The door to every command of the workspace: `node tools/run.mjs start|test|<script>|<program> [arguments]`.
 * Runs on any Node from 20 on and needs nothing installed. It installs what is missing with the pnpm that package.json
 * pins, then runs the real thing on the workspace's own Node 24 (docs/adr/0001-node-and-pnpm-from-npm.md).
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SERVER, SERVER_ENV } from './serve.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')
const stampFile = join(root, 'node_modules', '.installed')
const env = { ...process.env, PATH: bin + delimiter + process.env.PATH }

/** Serving needs neither the browser of the journeys nor its fonts, half of all bytes. */
const SERVING = ['--filter=!@civicgrid/e2e']

const [command = 'start', ...rest] = process.argv.slice(2)

install(command === 'start' ? 'serving' : 'all')
  .then(() => {
    if (command === 'start') return startServer()
    if (command === 'test') return run('node', ['tools/test/main.ts', ...rest])
    return existsSync(join(root, command)) ? runProgram(command) : run(command, rest)
  })
  .then(
    (code) => process.exit(code),
    (error) => {
      console.error(error.message)
      process.exit(1)
    },
  )

/** One of the workspace's own. Most open the database, whose clients are made from its models; made already, it is a moment. */
async function runProgram(program) {
  const made = await run('node', ['packages/server/prisma/generate.ts'])
  return made === 0 ? run('node', [program, ...rest]) : made
}

async function startServer() {
  const prepared = await run('node', ['tools/prepare.ts'])
  if (prepared !== 0) return prepared
  // Ten seconds that nobody has to wait for: /docs says so until they are over. Nothing where it stands already.
  const docs = spawn('node', ['docs/build/build.ts'], { cwd: root, env, stdio: 'ignore' })
  docs.on('error', () => {})
  return run('node', [...SERVER, ...rest], { also: SERVER_ENV }).finally(() => docs.kill())
}

/** Installs what the lockfile says, unless a run before this one did. @param {'serving' | 'all'} set */
async function install(set) {
  const wanted = lockHash()
  const [have, hash] = existsSync(stampFile) ? readFileSync(stampFile, 'utf8').split(' ') : []
  if (hash === wanted && (have === 'all' || have === set)) return
  const pin = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager
  // The age of a release is checked when it enters the lockfile; asking again for every package takes a minute.
  const frozen = ['install', '--frozen-lockfile', '--config.minimum-release-age=0', '--reporter=append-only']
  console.log(`Installing with ${pin}, once per change of the lockfile …`)
  const code = await run('npx', ['--yes', pin, ...frozen, ...(set === 'serving' ? SERVING : [])], { quiet: true })
  if (code !== 0) throw new Error('The packages could not be installed; the lines above say why.')
  writeFileSync(stampFile, `${set} ${wanted}`)
}

function lockHash() {
  const hash = createHash('sha256')
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/**
 * Runs a program in the root and hands on what asks us to stop; resolves to its exit code.
 * `quiet` keeps its words to itself unless it fails; `also` is for its environment, where that does not say otherwise.
 */
function run(program, args, { quiet = false, also = {} } = {}) {
  return new Promise((resolve, reject) => {
    // Before the child is there: it may already speak while spawn is still at work, and whoever hears it may stop us.
    const forward = (signal) => child.kill(signal)
    // A terminal sends its Ctrl-C to the child as well; twice would mean "at once".
    const ignore = () => {}
    process.on('SIGTERM', forward)
    process.on('SIGINT', process.stdin.isTTY ? ignore : forward)
    const child = spawn(program, args, {
      cwd: root,
      env: { ...also, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    })
    const words = []
    child.stdout?.on('data', (chunk) => words.push(chunk))
    child.stderr?.on('data', (chunk) => words.push(chunk))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      process.off('SIGTERM', forward)
      process.removeAllListeners('SIGINT')
      if (quiet && code !== 0) process.stderr.write(Buffer.concat(words))
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143))
    })
  })
}
