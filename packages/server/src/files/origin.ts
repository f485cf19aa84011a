import exifr from 'exifr'

/** When and where a photo was taken, as the phone wrote it; either may be missing. Epoch milliseconds, WGS-84. */
export interface PhotoOrigin {
  takenAt: number | null
  place: { lng: number; lat: number } | null
}

const NOWHERE: PhotoOrigin = { takenAt: null, place: null }
const LOCAL_TIME = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)/
const OFFSET = /^([+-])(\d\d):(\d\d)$/
/** A phone's clock may be a little fast; more than that and it is wrong. */
const TOLERANCE_MS = 5 * 60_000

/**
 * Reads time and place from a photo's EXIF. Phones write local time, older ones without an offset: then it is the city's.
 * Unreadable EXIF is no reason to refuse a photo, and a wrong clock or a place of 0°, 0° counts as nothing.
 * @param utcOffsetMinutes the city's
 */
export async function readOrigin(
  photo: string | Uint8Array,
  utcOffsetMinutes: number,
  now: number,
): Promise<PhotoOrigin> {
  const tags = await exifr
    .parse(photo, {
      pick: [
        'DateTimeOriginal',
        'OffsetTimeOriginal',
        'GPSLatitude',
        'GPSLatitudeRef',
        'GPSLongitude',
        'GPSLongitudeRef',
      ],
      reviveValues: false,
    })
    .catch(() => undefined)
  if (!tags) return NOWHERE
  const takenAt = instant(tags.DateTimeOriginal, tags.OffsetTimeOriginal, utcOffsetMinutes)
  return {
    takenAt: takenAt !== null && takenAt <= now + TOLERANCE_MS ? takenAt : null,
    place: place(tags.longitude, tags.latitude),
  }
}

function place(lng: unknown, lat: unknown): PhotoOrigin['place'] {
  if (typeof lng !== 'number' || typeof lat !== 'number') return null
  const real = Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && (lng !== 0 || lat !== 0)
  return real ? { lng, lat } : null
}

function instant(local: unknown, offset: unknown, utcOffsetMinutes: number): number | null {
  const parts = typeof local === 'string' ? LOCAL_TIME.exec(local) : null
  if (!parts) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number)
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second)
  if (year < 1990 || Number.isNaN(asUtc)) return null
  const own = typeof offset === 'string' ? OFFSET.exec(offset) : null
  const ahead = own ? (own[1] === '-' ? -1 : 1) * (Number(own[2]) * 60 + Number(own[3])) : utcOffsetMinutes
  return asUtc - ahead * 60_000
}
