import { tokensToCss } from '@civicgrid/kit/design'
import { BOOT_ID } from '../src/platform/boot.ts'
import { PREFS_KEY } from '../src/platform/prefs-key.ts'
import type { BuildCity } from './city.ts'

/** JSON that may stand inside a script element. */
const embedded = (value: unknown) => JSON.stringify(value).replace(/</g, '\\u003c')

/**
 * Marks the root before the first paint, from what settings kept: theme, elder size, contrast, stillness.
 * A page that was prerendered in another language stays hidden until its own words are there.
 */
export const PAINT = `(function(r,p){try{p=JSON.parse(localStorage.getItem('${PREFS_KEY}'))||{}}catch(e){p={}}r.dataset.theme=p.theme||'auto';if(p.elder)r.setAttribute('data-elder','');if(p.size)r.style.setProperty('--cg-root',p.size+'px');if(p.contrast)r.dataset.contrast='high';if(p.still)r.setAttribute('data-still','');if(p.locale&&p.locale!==r.lang){r.lang=p.locale;r.setAttribute('data-stale','')}})(document.documentElement)`

/** What every page of this city has in its head, whatever it shows. */
export function cityHead({ boot, theme }: BuildCity): { title: string; tags: string } {
  const title = boot.serviceName[boot.defaultLocale] ?? boot.code
  const tags = [
    `<script>${PAINT}</script>`,
    `<meta name="theme-color" content="${theme.light.background}" media="(prefers-color-scheme: light)">`,
    `<meta name="theme-color" content="${theme.dark.background}" media="(prefers-color-scheme: dark)">`,
    `<style>${tokensToCss(theme)}[data-stale] #app{visibility:hidden}</style>`,
    `<script type="application/json" id="${BOOT_ID}">${embedded(boot)}</script>`,
  ].join('')
  return { title, tags }
}
