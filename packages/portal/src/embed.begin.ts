import { EMBED_SETTINGS_PATH } from '@civicgrid/contracts/constants'
import type { Asked, EmbedWindow } from './platform/embed/window.ts'

/**
 * Stands in the HTML of pages for partners' frames, before anything is painted: looks as the partner's page asked, and asks
 * whose pages may hold this one while the script is on its way. Here nothing is read from or kept in the browser's storage,
 * which belongs to the portal of whoever sits there.
 */
function begin(page: EmbedWindow): void {
  // With the whole window it is a page of the portal like any other.
  if (page.parent === page) return page.location.replace(page.location.pathname.replace('/embed', ''))
  const asked: Record<string, string> = {}
  for (const part of page.location.search.slice(1).split('&')) {
    const [name = '', value = ''] = part.split('=')
    asked[name] = decodeURIComponent(value)
  }
  const root = document.documentElement
  const theme = asked.theme === 'light' || asked.theme === 'dark' ? asked.theme : 'auto'
  const elder = asked.elder === 'true'
  root.dataset.theme = theme
  for (const [name, on] of [
    ['data-held', true],
    ['data-embedded', true],
    ['data-elder', elder],
  ] as const)
    if (on) root.setAttribute(name, '')
  const locale = asked.locale || null
  if (locale && locale !== root.lang) {
    root.lang = locale
    root.setAttribute('data-stale', '')
  }
  page.civicPrefs = JSON.stringify({ theme, elder, locale })
  const { integration = '' } = asked
  const settings = fetch(`${EMBED_SETTINGS_PATH}?integration=${encodeURIComponent(integration)}`, {
    credentials: 'omit',
  })
    .then((answer) => (answer.ok ? answer.json() : null))
    .catch(() => null)
  page.civicEmbed = { asked: { ...asked, integration } satisfies Asked, settings }
}

try {
  begin(window)
} catch {
  // A browser without `fetch`, or an address that cannot be read: the page says that nobody is signed in.
}
