import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Persona } from '@civicgrid/sdk'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, TestRunner, type RunnerTask } from 'vitest'
import { launchBrowser } from './browser.ts'
import { castOf, type Cast } from './cast.ts'
import type { Seed } from './seeded.ts'
import { startServer, type RunningServer } from './server.ts'

/** Where a failed step leaves a picture of every page that was open. */
const PICTURES = fileURLToPath(new URL('../.cache/failed/', import.meta.url))

export interface JourneyOptions {
  /** `people` unless told otherwise: queues are empty, so that what a journey sends is all there is. */
  readonly seed?: Seed
  /** Variables of the server's environment. */
  readonly env?: Record<string, string>
  /** Each test goes on where the one before it ended: after a failure the others are not tried, and none is tried again. */
  readonly inOrder?: boolean
  /** What has to have happened before, on each server that the journey is given. */
  readonly begin?: () => Promise<void>
}

export interface Journey {
  readonly server: RunningServer
  readonly url: string
  readonly browser: Browser
  readonly cast: Cast
  /** The first resident of the demo, who uses the phone for everything. */
  readonly resident: Persona
}

/**
 * A server and a browser for all tests of a file; what they leave behind goes with them. A test that fails is tried once more
 * where none of it has happened, unless it stands on those before it; `npm test` names what held only then.
 */
export function journey({ seed = 'people', env = {}, inOrder = false, begin }: JourneyOptions = {}): Journey {
  let server: RunningServer | undefined
  let browser: Browser | undefined
  let cast: Cast | undefined
  let failed = false

  async function start(): Promise<void> {
    server = await startServer(env, { seed })
    ;[browser, cast] = await Promise.all([browser ?? launchBrowser(), castOf(server.url)])
    await begin?.()
  }
  const { file } = TestRunner.getCurrentSuite()
  beforeAll(async () => {
    if (!inOrder) for (const task of file.tasks) twice(task)
    await start()
  })
  beforeEach(async ({ task }) => {
    if (failed) throw new Error('The step before this one failed.')
    if (!task.result?.retryCount) return
    await Promise.all(browser?.contexts().map((context) => context.close()) ?? [])
    await server?.stop()
    await start()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail' || failed) return
    failed = inOrder
    await pictures(browser, task.name)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  const there = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('The journey has not begun yet.')
    return thing
  }
  return {
    get server() {
      return there(server)
    },
    get url() {
      return there(server).url
    },
    get browser() {
      return there(browser)
    },
    get cast() {
      return there(cast)
    },
    get resident() {
      return there(there(cast).residents[0])
    },
  }
}

function twice(task: RunnerTask): void {
  if (task.type === 'test') task.retry = 1
  else for (const each of task.tasks) twice(each)
}

async function pictures(browser: Browser | undefined, name: string): Promise<void> {
  const pages = browser?.contexts().flatMap((context) => context.pages()) ?? []
  await mkdir(PICTURES, { recursive: true })
  for (const [i, page] of pages.entries()) {
    const path = join(PICTURES, `${name.replace(/\W+/g, '-').slice(0, 80)}.${i + 1}.png`)
    // A page that hangs has no picture, and the failure is told all the same.
    await page.screenshot({ path, timeout: 5_000 }).catch(() => {})
  }
}
