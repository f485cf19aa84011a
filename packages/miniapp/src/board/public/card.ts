import type { PublicAppeal } from '@civicgrid/sdk'
import { city } from '../../platform/boot.ts'
import { civic } from '../../platform/civic.ts'
import { PAGES } from '../../platform/go.ts'
import { local, t, word } from '../shared/words.ts'

/** WeChat cuts a longer title. */
const MOST = 40

/**
 * The card of a published appeal: what it was and how it ended, and its photo of afterwards. Nothing but what the publisher
 * confirmed goes into it. Of one that is published no longer the card leads to the board.
 */
export function cardOf(appeal: PublicAppeal | null): { title: string; path: string; imageUrl?: string } {
  if (!appeal) return { title: `${local(city.serviceName)} · ${t('board.title')}`, path: PAGES.board }
  const said = appeal.text.replace(/\s+/g, ' ')
  const title = `【${word('outcome', appeal.outcome)}】${local(appeal.category.name)}：${said}`
  const photo = appeal.pairs[0]?.after ?? appeal.photos[0]
  return {
    title: title.length > MOST ? `${title.slice(0, MOST - 1)}…` : title,
    path: `${PAGES.public}?ref=${encodeURIComponent(appeal.ref)}`,
    ...(photo ? { imageUrl: civic.files.url(photo.url) } : {}),
  }
}
