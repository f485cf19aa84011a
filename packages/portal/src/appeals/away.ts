import { awayWords } from '@civicgrid/kit/appeals'
import { locale, t } from '../platform/words.ts'

export { metresBetween } from '@civicgrid/kit/appeals'

/** How far a rounded place is, in the words of this page. @param metres null where nobody knows from where */
export const away = (metres: number | null): string | null => awayWords({ t }, metres, locale())
