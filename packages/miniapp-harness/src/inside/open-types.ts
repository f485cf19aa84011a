import type { Outcome } from '../phone.ts'
import { tell, type Known } from './elements.ts'
import type { Pages } from './pages.ts'
import type { Permissions } from './usual/gate.ts'

export interface OpenTypes {
  outcomeOf(name: string): Outcome | undefined
  gate: Permissions
  pages: Pages
}

/** glass-easel keeps here what the template says; the page's own element has neither. */
interface Holding {
  id?: string
  dataset?: Record<string, unknown>
}
const holding = (button: Known): Holding => (button.__wxElement ?? {}) as Holding

const told = (name: string, outcome: Outcome) =>
  'fail' in outcome ? { errMsg: outcome.fail } : { errMsg: `${name}:ok`, ...outcome.success }

/** Buttons that ask WeChat in the program's stead; one may do two things (`getPhoneNumber|agreePrivacyAuthorization`). */
export function hearOpenTypes({ outcomeOf, gate, pages }: OpenTypes): void {
  const does: Record<string, (button: Known) => void> = {
    agreePrivacyAuthorization(button) {
      gate.agree(holding(button).id ?? '')
      tell(button, 'agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
    },
    getPhoneNumber(button) {
      gate.ask('button.getPhoneNumber', (refused) => {
        const usual = { fail: 'getPhoneNumber:fail user deny' }
        const outcome =
          refused === null ? (outcomeOf('getPhoneNumber') ?? usual) : { fail: `getPhoneNumber:fail ${refused}` }
        tell(button, 'getphonenumber', told('getPhoneNumber', outcome))
      })
    },
    openSetting(button) {
      const outcome = outcomeOf('openSetting') ?? { success: { authSetting: gate.scopes } }
      if ('success' in outcome) Object.assign(gate.scopes, outcome.success['authSetting'])
      tell(button, 'opensetting', told('openSetting', outcome))
    },
    share(button) {
      pages.share('button', { id: holding(button).id ?? '', dataset: holding(button).dataset ?? {} })
    },
    contact(button) {
      tell(button, 'contact', { errMsg: 'enterContact:ok', path: '', query: {} })
    },
    feedback: () => undefined,
  }
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<Known>('wx-button[open-type]') : null
    if (!button || button.hasAttribute('data-off')) return
    // Agreeing comes first, so that what needs it may go on.
    const kinds = (button.getAttribute('open-type') ?? '')
      .split('|')
      .sort((a) => (a === 'agreePrivacyAuthorization' ? -1 : 1))
    for (const kind of kinds) does[kind]?.(button)
  })
}
