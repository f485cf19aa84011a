import { createTranslate, localText, timeFormat, wordFor, type LocalText } from '@civicgrid/kit'
import { desk as deskWords } from '@civicgrid/kit/locales/zh-CN/desk'
import { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import { city } from './cast.ts'

/** What the portal says, read from where the portal reads it: a journey follows the words when they are put better. */
export const t = createTranslate<typeof resident>(resident)
/** What the desk says. */
export const desk = createTranslate<typeof deskWords>(deskWords)

export const word = (prefix: string, value: string): string => wordFor(resident, prefix, value)
export const local = (text: LocalText | null | undefined): string => localText(text, 'zh-CN')
/** How the portal and the desk tell times in this city. */
export const time = timeFormat('zh-CN', city.city.settings.utcOffsetMinutes)
