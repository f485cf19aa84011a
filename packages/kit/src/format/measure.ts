import type { Locale } from '../i18n/translate.ts'

/** 350米, 1.2公里; metres in, rounded as a person would say it. */
export function distance(metres: number, locale: Locale): string {
  const zh = locale === 'zh-CN'
  if (metres < 1000) {
    const near = metres < 100 ? Math.round(metres) : Math.round(metres / 10) * 10
    return zh ? `${near}米` : `${near} m`
  }
  const km = metres < 10_000 ? (metres / 1000).toFixed(1) : String(Math.round(metres / 1000))
  return zh ? `${km}公里` : `${km} km`
}

/** 820 KB, 3.4 MB; bytes in. */
export function fileSize(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** A stored code in groups of four, for the eye and for the telephone: 7K2M-9PQX-4RTV-W. */
export function groupCode(code: string): string {
  return (
    code
      .replace(/-/g, '')
      .match(/.{1,4}/g)
      ?.join('-') ?? code
  )
}

/** 138****5678: enough to know one's own number by. */
export function maskPhone(phone: string): string {
  return phone.length < 7 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
