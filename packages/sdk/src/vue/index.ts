export { CivicAppeal, CivicProgress } from './elements.ts'
export { civicPlugin, useCivic } from './plugin.ts'
export { useAppeal, type LiveAppeal } from './use-appeal.ts'
export { usePages, type PagesInView } from './use-pages.ts'
