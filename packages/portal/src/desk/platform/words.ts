import {
  createTranslate,
  fill,
  localText,
  timeFormat,
  wordFor,
  type LocalText,
  type Locale,
  type TimeFormat,
  type Translate,
} from '@civicgrid/kit'
import type { desk as Source } from '@civicgrid/kit/locales/zh-CN/desk'
import { computed, shallowRef, watch, type Ref } from 'vue'
import type { Preferences } from './preferences.ts'

type DeskWords = Readonly<Record<keyof typeof Source, string>>

const LOADERS: Record<Locale, () => Promise<{ desk: DeskWords }>> = {
  'zh-CN': () => import('@civicgrid/kit/locales/zh-CN/desk'),
  en: () => import('@civicgrid/kit/locales/en/desk'),
}

/** Everything that turns facts into words, in the language chosen now. */
export interface Words {
  readonly locale: Readonly<Ref<Locale>>
  readonly t: Translate<typeof Source>
  /** The word for a value from the wire: `word('status', item.status)`. An unknown value shows as itself. */
  word(prefix: string, value: string | null | undefined): string
  /** A sentence whose key is put together at run time, or null where there is none. */
  maybe(key: string, values?: Readonly<Record<string, string | number>>): string | null
  /** A text of the city. */
  text(text: LocalText | string | null | undefined): string
  readonly time: TimeFormat
}

/** Loads the words of the chosen language; a change of language is heard by every template that uses them. */
export async function loadWords(preferences: Preferences, offset: Ref<number>): Promise<Words> {
  const locale = shallowRef<Locale>(preferences.locale)
  const words = shallowRef<DeskWords>((await LOADERS[locale.value]()).desk)
  watch(
    () => preferences.locale,
    async (next) => {
      const loaded = (await LOADERS[next]()).desk
      if (preferences.locale !== next) return
      words.value = loaded
      locale.value = next
    },
  )
  const translate = computed(() => createTranslate<typeof Source>(words.value))
  const time = computed(() => timeFormat(locale.value, offset.value))
  return {
    locale,
    t: (key, ...values) => translate.value(key, ...values),
    word: (prefix, value) => (value ? wordFor(words.value, prefix, value) : ''),
    maybe: (key, values) => {
      const sentence = (words.value as Readonly<Record<string, string>>)[key]
      return sentence === undefined ? null : fill(sentence, values)
    },
    text: (text) => localText(text, locale.value),
    get time() {
      return time.value
    },
  }
}
