import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readCity } from './city.ts'
import { pinPicture } from './pin.ts'
import { themeCss } from './theme.ts'

const here = resolve(import.meta.dirname, '..')
const packages = resolve(here, '..')

/** Ours, also from other packages of the workspace, is compiled for old phones; what npm brings is as it is. */
const ours = (path: string) => path.startsWith(packages) && !path.includes('node_modules')

/** What no mini-program has, and where its stead is: put in wherever the name is used. */
const PROVIDED = {
  AbortController: ['@civicgrid/sdk/taro', 'AbortController'],
  crypto: ['@civicgrid/sdk/taro', 'crypto'],
}

/** The part of webpack's that puts a file beside what it builds. */
interface Webpack {
  ProvidePlugin: unknown
  sources: { RawSource: new (bytes: Buffer) => object }
}
interface Compiler {
  hooks: { thisCompilation: { tap(name: string, work: (compilation: Compilation) => void): void } }
}
interface Compilation {
  emitAsset(name: string, source: object): void
  hooks: { additionalAssets: { tap(name: string, work: () => void): void } }
}

/** Marks of the map, in the city's colour. */
class Pin {
  webpack: Webpack
  colour: string
  constructor(webpack: Webpack, colour: string) {
    this.webpack = webpack
    this.colour = colour
  }
  apply(compiler: Compiler): void {
    compiler.hooks.thisCompilation.tap('pin', (compilation) =>
      compilation.hooks.additionalAssets.tap('pin', () =>
        compilation.emitAsset('board/pin.png', new this.webpack.sources.RawSource(pinPicture(this.colour))),
      ),
    )
  }
}

interface Chain {
  plugin(name: string): { use(plugin: unknown, options: unknown[]): void }
}

/** What Taro builds from and how, for the city that CITY names and the platform that TARO_ENV names. */
export function taroConfig(): object {
  const platform = process.env.TARO_ENV ?? 'weapp'
  const { boot, theme } = readCity()
  const made = resolve(here, '.cache', platform, boot.code)
  mkdirSync(made, { recursive: true })
  writeFileSync(resolve(made, 'theme.css'), themeCss(theme))
  return {
    projectName: 'civicgrid',
    designWidth: 375,
    deviceRatio: { 375: 2 },
    sourceRoot: 'src',
    outputRoot: process.env.MINIAPP_DIST ?? `dist/${platform}`,
    framework: 'vue3',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: false },
    // A third of the time; what WeChat weighs is made as small as can be.
    jsMinimizer: platform === 'weapp' ? 'terser' : 'esbuild',
    esbuild: { minify: { enable: true, config: { target: 'es2017' } } },
    logger: { quiet: true, stats: false },
    alias: { '@theme': resolve(made, 'theme.css') },
    plugins: [resolve(here, 'build/aria-plugin.cjs')],
    defineConstants: { CIVIC_CITY: JSON.stringify(boot) },
    mini: {
      optimizeMainPackage: { enable: true },
      postcss: { pxtransform: { enable: false }, cssModules: { enable: false } },
      compile: { include: [ours] },
      webpackChain(chain: Chain, webpack: Webpack) {
        chain.plugin('provided').use(webpack.ProvidePlugin, [PROVIDED])
        chain.plugin('pin').use(Pin, [webpack, theme.light.brand])
      },
    },
    h5: {
      publicPath: '/',
      staticDirectory: 'static',
      postcss: { pxtransform: { enable: false } },
      compile: { include: [ours] },
    },
  }
}
