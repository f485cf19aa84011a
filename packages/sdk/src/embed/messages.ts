/** How an embedded page looks: what is left out stays as the city has it. */
export interface Look {
  theme?: 'light' | 'dark' | 'auto'
  /** Elder mode: larger, one question a page. */
  elder?: boolean
  /** `zh-CN`, `en` … of those that the city speaks. */
  locale?: string
  /** `#rrggbb` of the partner's brand; moved until letters on it can be read. */
  brand?: string
  /** Corner radius of a card, px, 0 to 24. */
  radius?: number
}

/** What a partner's page may tell an embedded one. */
export interface FromPartner {
  look: { data: Look; answer: void }
  /** Somebody has signed out of the partner's page, or another person has signed in. */
  signOut: { data: null; answer: void }
}

/** What an embedded page may tell or ask the page around it: never a word of what somebody writes in it. */
export interface FromEmbedded {
  /**
   * A single-use secret for whoever is signed in there, also to renew a session; null while nobody is. Whoever has no
   * secret behind `proof` can do nothing with it.
   */
  secret: { data: { proof: string }; answer: string | null }
  /** What the page would take, px. */
  height: { data: { height: number }; answer: void }
  /** A layer over the page was opened or closed: it stands where the window is, not where the frame is. */
  layer: { data: { open: boolean }; answer: void }
  /** What has the focus now, from the frame's top, px. */
  focus: { data: { top: number; height: number }; answer: void }
  /** An appeal has been sent. */
  sent: { data: { code: string }; answer: void }
  /** Escape, where nothing in the page is left to close. */
  leave: { data: null; answer: void }
}
