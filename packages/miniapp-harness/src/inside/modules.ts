import { compile } from './compile.ts'
import { LACKING } from './globals.ts'

/** What a file of the program sees beside its own. */
export interface Surroundings {
  /** Told which file is being run: `Page` and `Component` belong to it. */
  enter(path: string): Record<string, unknown>
}

export interface Modules {
  /** Runs a file once, by its path without `.js`; gives what it exports. @throws Error when there is none */
  run(path: string): unknown
}

/** `a/b/c` and `../d` make `a/d`. */
export function beside(path: string, wanted: string): string {
  const parts = wanted.startsWith('/') ? [] : path.split('/').slice(0, -1)
  for (const part of wanted.replace(/\.js$/, '').split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

/** The program's files as WeChat runs them: each in a function of its own, with `require`, and without a browser's names. */
export function createModules(scripts: Readonly<Record<string, string>>, surroundings: Surroundings): Modules {
  const done = new Map<string, { exports: unknown }>()

  function run(path: string): unknown {
    const known = done.get(path)
    if (known) return known.exports
    const text = scripts[path]
    if (text === undefined) throw new Error(`module '${path}.js' is not defined`)
    const module = { exports: {} as unknown }
    done.set(path, module)
    const names: Record<string, unknown> = {
      ...Object.fromEntries(LACKING.map((name) => [name, undefined])),
      ...surroundings.enter(path),
      require: (wanted: string) => run(beside(path, wanted)),
      module,
      exports: module.exports,
    }
    const keys = Object.keys(names)
    compile(keys, text, `miniapp/${path}.js`)(...keys.map((key) => names[key]))
    return module.exports
  }
  return { run }
}
