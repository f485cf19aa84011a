import { findHolder, type FoundHolder } from '@civicgrid/sdk/bridge'
import type { FromEmbedded, FromPartner } from '@civicgrid/sdk/embed'
import type { EmbedWindow } from './window.ts'

export type Holder = FoundHolder<FromEmbedded, FromPartner>

/** A partner's page may be slow with its own scripts. */
const WITHIN_MS = 10_000

let finding: Promise<Holder | null> | undefined

/** The partner's page, looked for once: the window above, at an origin that this integration has registered. */
export const holder = (): Promise<Holder | null> => (finding ??= find())

async function find(): Promise<Holder | null> {
  const { civicEmbed } = window as EmbedWindow
  const settings = await civicEmbed?.settings
  if (!civicEmbed || !settings) return null
  const found = await findHolder<FromEmbedded, FromPartner>(settings.origins, WITHIN_MS, window)
  // A page of two partners names which of them it means.
  return found?.hostApp === civicEmbed.asked.integration ? found : null
}
