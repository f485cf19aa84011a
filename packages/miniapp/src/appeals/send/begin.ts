import { civic } from '../../platform/civic.ts'
import { local } from '../shared/words.ts'
import type { Send } from './use-send.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** As WeChat hands on the address of a code that its own scanner read: encoded once more. */
function scanned(q: string): string {
  try {
    return decodeURIComponent(q)
  } catch {
    return q
  }
}

/**
 * What the form is opened with: a category of home's, photos first, or a door plate, scanned here or by WeChat itself.
 * What was kept of an earlier visit begins to be sent.
 */
export async function begin(send: Send, params: Readonly<Record<string, unknown>>): Promise<void> {
  const category = text(params['category'])
  if (category) send.choose(category)
  if (params['first'] === 'photo') send.form.photoFirst = true
  // What does not get through now goes with the button, which says so.
  void send.photos
    .sendAll()
    .then(send.recordings.sendAll)
    .catch(() => {})
  const plate = text(params['plate']) || scanned(text(params['q']))
  if (!plate) return
  const place = await civic.city.plate(plate.slice(0, 500)).catch(() => null)
  if (!place) return
  const [label, area] = [local(place.name), local(place.address)]
  send.setPlace({ lng: place.lng, lat: place.lat, accuracy: null, label, area })
  send.form.address = `${label} ${area}`.trim()
}
