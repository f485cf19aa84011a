import { mobileOf } from '@civicgrid/contracts/constants'
import type { PhoneProof, SentCode } from '@civicgrid/sdk'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { maskPhone } from '../format/measure.ts'
import type { Tell } from '../i18n/tell.ts'
import { codeOf, fieldsOf } from '../view/failure.ts'
import { useCommand } from '../view/use-command.ts'

export interface PhoneProofParts {
  t: Tell['t']
  /** What a resident reads for an error. */
  sentence: (error: unknown) => string
  /** The number is one’s own, and is not asked for. */
  own: () => boolean
  /** @param phone empty where it is one’s own */
  send: (phone: string) => Promise<SentCode & { phone?: string }>
  finish: (proof: PhoneProof) => Promise<unknown>
  /** A code is on its way: the field for it is there a moment later. */
  onSent?: () => void
}

/** A clock that nobody sets, where there is one. */
const ticks = () => (typeof performance === 'undefined' ? Date.now() : performance.now())

/** A number, the code that is sent to it, and what is done with the two. */
export function usePhoneProof({ t, sentence, own, send, finish, onSent }: PhoneProofParts) {
  const typed = ref('')
  const code = ref('')
  const wrong = ref<string | null>(null)
  const sent = shallowRef<(SentCode & { to: string }) | null>(null)

  /** Seconds until another one may be asked for. */
  const left = ref(0)
  let ticking: ReturnType<typeof setInterval> | undefined
  onScopeDispose(() => clearInterval(ticking))
  function countDown(ms: number): void {
    const until = ticks() + ms
    clearInterval(ticking)
    const tick = () => {
      left.value = Math.max(0, Math.ceil((until - ticks()) / 1000))
      if (left.value === 0) clearInterval(ticking)
    }
    ticking = setInterval(tick, 1000)
    tick()
  }

  const ask = useCommand(async () => {
    wrong.value = null
    const phone = own() ? '' : mobileOf(typed.value)
    if (phone === null) return void (wrong.value = t('phone.numberBad'))
    const answer = await send(phone)
    sent.value = { ...answer, to: answer.phone ?? maskPhone(phone) }
    code.value = ''
    countDown(answer.againMs)
    onSent?.()
  })
  const done = useCommand(async () => {
    wrong.value = null
    if (!sent.value) return
    if (!/^\s*(\d\s*){6}$/.test(code.value)) return void (wrong.value = t('phone.codeBad'))
    await finish({ step: sent.value.step, phone: mobileOf(typed.value) ?? '', code: code.value })
  })

  /** How long, in words that nobody counts seconds by. */
  function span(ms: number): string {
    const minutes = Math.ceil(ms / 60_000)
    return minutes > 90 ? t('phone.hours', { n: Math.ceil(minutes / 60) }) : t('phone.minutes', { n: minutes })
  }
  function told(error: unknown): string {
    const waits = error instanceof Object && 'retryAfterMs' in error ? error.retryAfterMs : null
    if (codeOf(error) === 'RATE_LIMITED' && typeof waits === 'number') return t('phone.tooMany', { when: span(waits) })
    return fieldsOf(error)['phone'] ? t('NOT_SENT') : sentence(error)
  }

  return {
    typed,
    code,
    sent,
    left,
    ask,
    done,
    /** Back to the number. */
    another: () => void ((sent.value = null), (wrong.value = null)),
    /** What is wrong with what was typed, or why it was not taken. */
    bad: computed(() => {
      const error = done.error.value ?? ask.error.value
      return wrong.value ?? (error ? told(error) : null)
    }),
    busy: computed(() => ask.busy.value || done.busy.value),
  }
}
