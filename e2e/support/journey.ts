import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Persona } from '@civicgrid/sdk'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
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
  /** Each test goes on where the one before it ended: after a failure the others are not tried. */
  readonly inOrder?: boolean
}

export interface Journey {
  readonly server: RunningServer
  readonly url: string
  readonly browser: Browser
  readonly cast: Cast
  /** The first resident of the demo, who uses the phone for everything. */
  readonly resident: Persona
}

/** A server and a browser for all tests of a file; what they leave behind goes with them. */
export function journey({ seed = 'people', env = {}, inOrder = false }: JourneyOptions = {}): Journey {
  let server: RunningServer | undefined
  let browser: Browser | undefined
  let cast: Cast | undefined
  let failed = false

  beforeAll(async () => {
    server = await startServer(env, { seed })
    ;[browser, cast] = await Promise.all([launchBrowser(), castOf(server.url)])
  })
  beforeEach(() => {
    if (failed) throw new Error('The step before this one failed.')
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

async function pictures(browser: Browser | undefined, name: string): Promise<void> {
  const pages = browser?.contexts().flatMap((context) => context.pages()) ?? []
  await mkdir(PICTURES, { recursive: true })
  for (const [i, page] of pages.entries()) {
    const path = join(PICTURES, `${name.replace(/\W+/g, '-').slice(0, 80)}.${i + 1}.png`)
    // A page that hangs has no picture, and the failure is told all the same.
    await page.screenshot({ path, timeout: 5_000 }).catch(() => {})
  }
}
