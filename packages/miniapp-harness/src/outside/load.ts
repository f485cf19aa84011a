import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import type { ApiShapes, AppJson, PageJson, Program } from '../program.ts'
import { toCss } from './wxss.ts'

/** What the compiler of templates found wrong, if it is more than a warning. */
interface Problem {
  message: string
  level: 'Fatal' | 'Error' | 'Warn' | 'Note'
}

/**
 * Reads a built mini-program and compiles its templates and styles.
 * @param dist the folder with app.json @throws Error naming the file that cannot be read as WeChat reads it
 */
export function loadProgram(dist: string, api: ApiShapes): Program {
  const names = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(dist, name)).isFile(),
  )
  const text = (name: string) => readFileSync(join(dist, name), 'utf8')
  const ending = (end: string) => names.filter((name) => name.endsWith(end))
  const plain = (name: string, end: string) => name.slice(0, -end.length)

  /** A style sheet with those that it imports in their places. */
  const sheet = (name: string): string =>
    text(name).replace(/@import\s*["']([^"']+)["'];?/g, (_, from: string) => sheet(join(dirname(name), from)))

  const group = new TmplGroup()
  for (const name of ending('.wxs')) group.addScript(plain(name, '.wxs'), text(name))
  for (const name of ending('.wxml')) {
    const problems = group.addTmpl(plain(name, '.wxml'), text(name)) as Problem[] | undefined
    const worst = problems?.find(({ level }) => level === 'Fatal' || level === 'Error')
    if (worst) throw new Error(`${name}: ${worst.message}`)
  }
  const templates = group.getTmplGenObjectGroups()
  group.free()

  const json = (name: string) => JSON.parse(text(name)) as PageJson
  const configs = ending('.json').filter((name) => !['app.json', 'project.config.json', 'sitemap.json'].includes(name))
  return {
    app: JSON.parse(text('app.json')) as AppJson,
    configs: Object.fromEntries(configs.map((name) => [plain(name, '.json'), json(name)])),
    scripts: Object.fromEntries(ending('.js').map((name) => [plain(name, '.js'), text(name)])),
    sizes: Object.fromEntries(names.map((name) => [name, statSync(join(dist, name)).size])),
    styles: Object.fromEntries(ending('.wxss').map((name) => [plain(name, '.wxss'), toCss(sheet(name))])),
    templates,
    api,
  }
}

/** What is wrong with a template, as its compiler says it; nothing when it can be read. */
export function templateProblems(text: string): string[] {
  const group = new TmplGroup()
  const problems = (group.addTmpl('template', text) as Problem[] | undefined) ?? []
  group.free()
  return problems.filter(({ level }) => level === 'Fatal' || level === 'Error').map(({ message }) => message)
}
