/** What a host may tell or ask its portal, and what it gets for an answer. */
export interface FromHost {
  theme: { data: { theme: 'light' | 'dark' | 'auto' }; answer: void }
  /** 1 is what the portal would choose; elders' phones say up to 2. */
  fontScale: { data: { scale: number }; answer: void }
  /** `zh-CN`, `en` … */
  locale: { data: { locale: string }; answer: void }
  /** Somebody has signed out of the host, or another person has signed in. */
  signOut: { data: null; answer: void }
  /** The phone's back button: `handled` false means that the portal is at its first page. */
  back: { data: null; answer: { handled: boolean } }
}

/** What a portal may tell or ask its host. */
export interface FromPortal {
  /** `first`: there is nothing to go back to in the portal. */
  title: { data: { title: string; first: boolean }; answer: void }
  /** A ticket for whoever is signed in at the host, also to renew a session; null while nobody is. */
  ticket: { data: { hostApp: string; challenge: string; callback: string }; answer: { ticket: string } | null }
  /** Where the phone is, by the host's own permission; null where it may or can not say. */
  locate: { data: null; answer: HostPosition | null }
  /** Somebody has signed out of the portal. */
  signOut: { data: null; answer: void }
}

export interface HostPosition {
  lng: number
  lat: number
  /** Metres. */
  accuracy: number
  /** Chinese maps give GCJ-02, 100–700 m away. */
  crs: 'WGS-84' | 'GCJ-02' | 'BD-09' | 'CGCS2000'
}

/** One direction of a bridge. */
export type Words = { [type: string]: { data: unknown; answer: unknown } }
export type Handlers<Heard> = {
  [Type in keyof Heard]?: Heard[Type] extends { data: infer Data; answer: infer Answer }
    ? (data: Data) => Answer | Promise<Answer>
    : never
}

/** On the wire, as an object over a port, as JSON over a native bridge. */
export type Envelope =
  | { civic: 1; type: string; data: unknown; id?: number }
  | { civic: 1; reply: number; data: unknown }
  | { civic: 1; reply: number; failed: true }
