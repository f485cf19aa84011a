/** A template of the city (预制化主题工单模板) filled in: what it still asks for, and the words that it makes. Pure. */

interface Field {
  readonly code: string
  readonly type: string
  readonly required: boolean
  readonly choices?: readonly { readonly code: string; readonly name: Readonly<Record<string, string>> }[] | undefined
}

export interface FillableTemplate {
  readonly skeleton: Readonly<Record<string, string>>
  readonly fields: readonly Field[]
}

/** What was filled in, by field; of a choice its code. */
export type TemplateValues = Readonly<Record<string, string>>

const said = (values: TemplateValues, code: string): string => (values[code] ?? '').trim()

/** Codes of the required fields that are still empty, in their order. */
export const missingIn = ({ fields }: FillableTemplate, values: TemplateValues): string[] =>
  fields.filter(({ code, required }) => required && said(values, code) === '').map(({ code }) => code)

/**
 * The template's words with what was filled in. A sentence all of whose blanks stayed empty is left out, since nobody asked
 * for it; a single blank of a sentence becomes a dash.
 */
export function fillTemplate({ skeleton, fields }: FillableTemplate, values: TemplateValues, locale: string): string {
  const text = skeleton[locale] ?? Object.values(skeleton)[0] ?? ''
  const byCode = new Map(fields.map((field) => [field.code, field]))
  const shown = (code: string): string => {
    const value = said(values, code)
    const choice = byCode.get(code)?.choices?.find((one) => one.code === value)
    return choice ? (choice.name[locale] ?? Object.values(choice.name)[0] ?? value) : value
  }
  return (text.match(/[^。.]*(?:[。.]\s*|$)/g) ?? [])
    .filter((sentence) => {
      const blanks = Array.from(sentence.matchAll(/\{([^}]*)\}/g), ([, code = '']) => code)
      return sentence !== '' && (blanks.length === 0 || blanks.some((code) => said(values, code) !== ''))
    })
    .map((sentence) => sentence.replace(/\{([^}]*)\}/g, (_, code: string) => shown(code) || '—'))
    .join('')
    .trim()
}
