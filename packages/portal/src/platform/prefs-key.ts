/** Where settings are kept; the script in the head of every page (`build/head.ts`) reads it before the first paint. */
export const PREFS_KEY = 'civic.prefs'
