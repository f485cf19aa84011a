import { toWgs84 } from '@civicgrid/contracts/constants'
import type { PortalLink } from '@civicgrid/sdk/bridge'

/** What the browser's own would have said. */
const position = ([longitude, latitude]: readonly [number, number], accuracy: number): GeolocationPosition => {
  const coords = { longitude, latitude, accuracy, altitude: null, altitudeAccuracy: null, heading: null, speed: null }
  const timestamp = Date.now()
  return { coords: { ...coords, toJSON: () => coords }, timestamp, toJSON: () => ({ coords, timestamp }) }
}

/**
 * Where the phone is, by the host: a page in a frame or a web-view is often not asked by the browser itself. What the host
 * does not say, the browser still may.
 */
export function locateBy(link: PortalLink): void {
  const own = 'geolocation' in navigator ? navigator.geolocation : undefined
  async function ask(found: PositionCallback, failed?: PositionErrorCallback | null, options?: PositionOptions) {
    const said = await link.ask('locate', null, options?.timeout).catch(() => null)
    if (said) return found(position(toWgs84([said.lng, said.lat], said.crs), said.accuracy))
    own?.getCurrentPosition(found, failed, options)
  }
  const asking: Pick<Geolocation, 'getCurrentPosition'> = {
    getCurrentPosition: (found, failed, options) => void ask(found, failed, options),
  }
  Object.defineProperty(navigator, 'geolocation', { value: asking, configurable: true })
}
