import { useDesk } from '../platform/desk.ts'
import { deskCity } from '../platform/city.ts'

/** Every list to choose from shows a change of a body at once. */
export function useCityAnew(): () => Promise<void> {
  const { civic, city } = useDesk()
  return async () => {
    city.value = deskCity(await civic.city.get())
  }
}

/** As the server takes it: what a city publishes has digits, spaces and hyphens. */
export const isPhone = (typed: string): boolean => typed === '' || /^[0-9][0-9 -]{1,18}[0-9]$/.test(typed)
