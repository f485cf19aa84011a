import { inject, type App, type InjectionKey, type Plugin } from 'vue'
import type { ResidentCivic } from '../civic.resident.ts'

const KEY: InjectionKey<ResidentCivic> = Symbol('civic')

/** `app.use(civicPlugin(createCivic({ … })))`: one client for all components below. */
export const civicPlugin = (civic: ResidentCivic): Plugin => ({
  install: (app: App) => void app.provide(KEY, civic),
})

/** The client of the plugin. @throws Error where the plugin was not installed */
export function useCivic<Client extends ResidentCivic = ResidentCivic>(): Client {
  const civic = inject(KEY, null)
  if (!civic) throw new Error('CivicGrid: install civicPlugin(…) first')
  return civic as Client
}
