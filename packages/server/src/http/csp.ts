import { createHash } from 'node:crypto'

const INLINE_SCRIPT = /<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g

/** CSP sources for the inline scripts of a page: it may run these very texts and no others. */
export function inlineScripts(html: string): string[] {
  return [...html.matchAll(INLINE_SCRIPT)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  )
}

/**
 * What our pages may load. Styles may be inline, since the first screen's are; scripts only ours.
 * @param tiles origins of the city's map tiles, if it has any
 * @param frames origins of pages that may hold this one in a frame, beside our own
 */
export function pagePolicy(
  scripts: readonly string[],
  tiles: readonly string[],
  frames: readonly string[] = [],
): string {
  return [
    "default-src 'self'",
    `script-src 'self' ${scripts.join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${tiles.join(' ')}`.trim(),
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors 'self' ${frames.join(' ')}`.trim(),
  ].join('; ')
}

/** A resident's photo can run nothing and load nothing, whatever is inside. */
export const FILE_POLICY = "default-src 'none'; sandbox"

/** Headers of every answer, page or not. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}
