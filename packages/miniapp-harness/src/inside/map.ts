import { Builtin, tell, type Known } from './elements.ts'

interface Marker {
  id?: unknown
  latitude?: unknown
  longitude?: unknown
  title?: string
  callout?: { content?: string }
  ariaLabel?: string
}

/** What a program's map is told wrong; the phone makes faults of it. */
export const mapFaults: { add(text: string): void } = { add: () => undefined }

/**
 * A map without a picture: a box of the place it is about, and on it each marker as a button that can be found by its name
 * and tapped. Its tiles are WeChat's.
 */
export class WxMap extends Builtin {
  static override observedAttributes = [...Builtin.observedAttributes, 'markers', 'longitude', 'latitude', 'scale']
  private get typed() {
    return (name: string): unknown => (this as Known).__wxElement?.getAttribute(name)
  }
  protected override get ownRole(): string {
    return 'application'
  }
  protected override changed(): void {
    // All attributes of one setData first.
    queueMicrotask(() => this.draw())
  }
  /** Another part of the map is looked at, as by a finger: its middle and corners. */
  move(center: { longitude: number; latitude: number }, span = 0.01): void {
    const corner = (by: number) => ({ longitude: center.longitude + by, latitude: center.latitude + by })
    const detail = { centerLocation: center, region: { southwest: corner(-span), northeast: corner(span) } }
    for (const type of ['begin', 'end'])
      tell(this, 'regionchange', { ...detail, type, causedBy: 'drag', scale: this.typed('scale') ?? 16 })
  }

  private draw(): void {
    const given = this.typed('markers')
    const markers = Array.isArray(given) ? (given as Marker[]) : []
    for (const old of this.querySelectorAll('.mp-marker')) old.remove()
    const middle = { longitude: Number(this.typed('longitude')), latitude: Number(this.typed('latitude')) }
    for (const marker of markers) this.append(...this.marker(marker, middle))
  }
  private marker(marker: Marker, middle: { longitude: number; latitude: number }): HTMLElement[] {
    const { id, longitude, latitude } = marker
    if (typeof id !== 'number') mapFaults.add(`a marker’s id is a number, and not ${JSON.stringify(id)}`)
    if (typeof longitude !== 'number' || typeof latitude !== 'number') {
      mapFaults.add('a marker has a longitude and a latitude')
      return []
    }
    const pin = document.createElement('button')
    pin.className = 'mp-marker'
    pin.setAttribute('aria-label', marker.ariaLabel ?? marker.title ?? marker.callout?.content ?? String(id))
    pin.setAttribute('role', 'button')
    const share = (by: number) => Math.max(4, Math.min(92, 50 + by * 5000))
    pin.style.left = `${share(longitude - middle.longitude)}%`
    pin.style.top = `${share(middle.latitude - latitude)}%`
    pin.addEventListener('click', (event) => {
      event.stopPropagation()
      tell(this, 'markertap', { markerId: id })
    })
    return [pin]
  }
}
