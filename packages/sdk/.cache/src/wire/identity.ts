import type { CityText } from './appeals.ts'

import type { StaffRole, Realm } from './words.ts'

/** A role as its holder reads it. */
export interface Role {
  role: StaffRole
  areaPath: string
  bodyCode: string | null
}

/** Who the session speaks for. */
export type Me =
  | {
      kind: 'guest'
    }
  | {
      kind: 'resident'
      name: string
      /** `138****5678`; null where none is known. */
      phone: string | null
      jurisdiction: string
    }
  | {
      kind: 'staff'
      name: string
      roles: Role[]
    }

/** A way in by the demo door. */
export interface Persona {
  persona: string
  realm: Realm
  name: CityText
  /** Who this is, in a line; for staff, the title. */
  about: CityText
  /** Empty for residents. */
  roles: Role[]
}

/** A session that was just opened. */
export interface SignedIn {
  realm: Realm
  token: string
  /** ISO UTC. */
  expiresAt: string
  me: Me
}

/** A place that a resident returns to, before it is kept. WGS-84. */
export interface NewPlace {
  label: string
  address: string
  lng: number
  lat: number
}

/** A kept place. */
export interface SavedPlace {
  label: string
  address: string
  lng: number
  lat: number
  id: string
}

/** A kept photo, with what the phone had written into it, for its sender alone. */
export interface UploadedFile {
  token: string
  /** Relative to the server's address. */
  url: string
  thumb: string
  mime: string
  /** Bytes and pixels of the kept photo, not of the one sent. */
  bytes: number
  width: number
  height: number
  /** ISO UTC. */
  takenAt: string | null
  /** WGS-84, as EXIF has it. */
  place: {
    lng: number
    lat: number
  } | null
}
