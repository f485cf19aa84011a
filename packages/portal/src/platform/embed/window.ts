/** How the address says that a page for a partner's frame looks. */
export interface Asked {
  integration: string
  theme?: string
  locale?: string
  elder?: string
  brand?: string
  radius?: string
}

export interface EmbedSettings {
  name: Record<string, string>
  /** Whose pages may hold ours. */
  origins: string[]
}

/** Where `embed.begin.ts`, which stands in the HTML, leaves what it has found and begun. */
export type EmbedWindow = Window & {
  /** As `Prefs` are kept elsewhere, JSON. */
  civicPrefs?: string
  civicEmbed?: { asked: Asked; settings: Promise<EmbedSettings | null> }
}
