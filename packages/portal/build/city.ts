import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { CityTheme } from '@civicgrid/kit/design'
import type { CityBoot } from '../src/platform/boot.ts'

interface SettingsFile extends Omit<CityBoot, 'often' | 'night' | 'authorities' | 'plates'> {
  plates?: object
  authorities?: CityBoot['authorities']
  night?: CityBoot['night']
  theme: CityTheme
}
interface TemplateFile {
  name: CityBoot['often'][number]['name']
  category: string
}

export interface BuildCity {
  boot: CityBoot
  theme: CityTheme
}

/**
 * The city that the portal is built for: `CITY` names a folder under `cities/`, or is a path.
 * Only what the first paint needs is taken; the folder itself is checked by `npm run city:check`.
 */
export function readCity(name = process.env['CITY'] ?? 'haitang'): BuildCity {
  const folder = name.includes('/') ? resolve(name) : resolve(import.meta.dirname, '../../../cities', name)
  const json = <T>(file: string): T => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as T
  const settings = json<SettingsFile>('city.json')
  const {
    code,
    name: cityName,
    serviceName,
    utcOffsetMinutes,
    locales,
    defaultLocale,
    hotline,
    emergency,
    night = null,
    authorities = null,
    plates,
  } = settings
  const often = json<TemplateFile[]>('templates.json').map(({ name: title, category }) => ({ name: title, category }))
  return {
    theme: settings.theme,
    boot: {
      code,
      name: cityName,
      serviceName,
      utcOffsetMinutes,
      locales,
      defaultLocale,
      hotline,
      emergency,
      night,
      plates: plates !== undefined,
      authorities: authorities && { maxDays: authorities.maxDays, paper: authorities.paper },
      often,
    },
  }
}
