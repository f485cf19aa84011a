import { readFileSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import type { CityTheme } from '@civicgrid/kit/design'
import type { CityBoot } from '../src/platform/boot.ts'

const root = resolve(import.meta.dirname, '../../..')

interface SettingsFile extends Omit<CityBoot, 'often' | 'server' | 'bar' | 'night' | 'authorities' | 'messages'> {
  night?: CityBoot['night']
  authorities?: CityBoot['authorities']
  theme: CityTheme
  miniProgram?: { appId: string; server: string; messages?: { answered: { template: string } } }
}
interface TemplateFile {
  name: CityBoot['often'][number]['name']
  category: string
}

export interface BuildCity {
  boot: CityBoot
  theme: CityTheme
  appId: string
}

/**
 * The city that the program is built for: `CITY` names a folder under `cities/`, or is a path. MINIAPP_SERVER names another
 * server, for trying out. @throws Error when the city has no mini-program
 */
export function readCity(city = process.env.CITY || 'haitang'): BuildCity {
  const folder = isAbsolute(city) ? city : resolve(root, city.includes('/') ? city : `cities/${city}`)
  const json = <T>(file: string): T => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as T
  const settings = json<SettingsFile>('city.json')
  const { miniProgram, theme, code, name, serviceName, utcOffsetMinutes, locales, defaultLocale } = settings
  const { hotline, emergency, night = null, authorities = null } = settings
  if (!miniProgram) throw new Error(`${folder}/city.json names no miniProgram`)
  const often = json<TemplateFile[]>('templates.json').map(({ name: title, category }) => ({ name: title, category }))
  const bar = { light: theme.light.surface, dark: theme.dark.surface }
  const server = process.env.MINIAPP_SERVER ?? miniProgram.server
  const spoken = { locales, defaultLocale, utcOffsetMinutes }
  const reached = { hotline, emergency, night, server }
  const answered = miniProgram.messages?.answered.template
  const messages = answered ? { answered } : null
  const allowed = { authorities: authorities && { maxDays: authorities.maxDays, paper: authorities.paper } }
  return {
    theme,
    appId: miniProgram.appId,
    boot: { code, name, serviceName, ...spoken, ...reached, ...allowed, messages, often, bar },
  }
}
