/**
 * What WeChat's own tools (miniprogram-ci) find wrong with a built mini-program without WeChat: `node check.ts DIST INTO`
 * compiles it as an upload would, into the folder INTO, and prints a `Checked` as the last line.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** One of the marks that WeChat gives a program before it is uploaded. */
export interface Mark {
  name: string
  success: boolean
  text: string
  detail?: unknown
}
export type Checked = { marks: Mark[]; files: string[] } | { wrong: string }

interface Project {
  attr(): Promise<object>
}
/** The part of miniprogram-ci that needs neither a key nor a network. */
interface Tools {
  Project: new (options: { appid: string; type: string; projectPath: string; privateKey: string }) => Project
  getCompiledResult(options: {
    project: Project
    version: string
    setting: Record<string, boolean>
    onProgressUpdate(): void
  }): Promise<Record<string, string | Buffer>>
  checkCodeQuality(project: Project): Promise<Mark[]>
  proxy(address: string): void
}

/** What WeChat would answer about the account: sizes in MB that every account has. */
const ACCOUNT = {
  platform: true,
  appType: 0,
  isSandbox: false,
  released: false,
  setting: {
    MaxCodeSize: 2,
    MaxSubpackageSubCodeSize: 2,
    MaxSubpackageFullCodeSize: 20,
    NavigateMiniprogramLimit: 10,
    MaxSubPackageLimit: 100,
    MinTabbarCount: 2,
    MaxTabbarCount: 5,
    MaxTabbarIconSize: 40,
  },
}
/** Nothing listens there: whatever the tools would ask of a network fails at once. */
const NOWHERE = 'http://127.0.0.1:9'

async function check(dist: string, into: string): Promise<Checked> {
  const tools = createRequire(import.meta.url)('miniprogram-ci') as Tools
  tools.proxy(NOWHERE)
  const project = new tools.Project({ appid: 'touristappid', type: 'miniProgram', projectPath: dist, privateKey: '-' })
  project.attr = () => Promise.resolve(ACCOUNT)
  const { setting } = JSON.parse(readFileSync(join(dist, 'project.config.json'), 'utf8')) as {
    setting: Record<string, boolean>
  }
  const { minified = false, minifyWXML = false, minifyWXSS = false } = setting
  try {
    const compiled = await tools.getCompiledResult({
      project,
      version: '1.0.0',
      setting: { es6: false, minifyJS: minified, minifyWXML, minifyWXSS },
      onProgressUpdate: () => undefined,
    })
    for (const [name, content] of Object.entries(compiled)) {
      mkdirSync(dirname(join(into, name)), { recursive: true })
      writeFileSync(join(into, name), content)
    }
    return { marks: await tools.checkCodeQuality(project), files: Object.keys(compiled).sort() }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}

const [dist = '', into = ''] = process.argv.slice(2)
console.log(`\n${JSON.stringify(await check(dist, into))}`)
// Its watchers of files would keep the process alive for ever.
process.exit(0)
