import type { Shot } from './resident.ts'

/** The documentation; BASE_URL or a build (`npm run docs:build`) has to be there before. */
const page = (name: string, path: string): Shot => ({
  name,
  as: null,
  modes: ['phone', 'wide', 'wide-dark'],
  open: async (browserPage, base) => {
    await browserPage.goto(`${base}/docs/${path}`)
    await browserPage.getByRole('main').waitFor()
  },
})

export const DOCS: readonly Shot[] = [
  page('docs-home', ''),
  page('docs-home-zh', 'zh/'),
  page('docs-quick-start', 'quick-start'),
  page('docs-errors-zh', 'zh/errors'),
]
