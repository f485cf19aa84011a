import { fieldsOf, useCommand } from '@civicgrid/kit'
import { unreached, type Question } from '@civicgrid/kit/appeals'
import { ref } from 'vue'
import { holder } from '../../platform/account.ts'
import { codeOf, sentence } from '../../platform/errors.ts'
import { go, say, swap } from '../../platform/go.ts'
import { isAway } from '../../platform/network.ts'
import { beginSending, endSending } from '../../platform/sending.ts'
import { useSession } from '../../platform/session.ts'
import { t } from '../shared/words.ts'
import type { Send } from './use-send.ts'

/** Codes that speak of one question. */
const ABOUT: Readonly<Record<string, Question>> = {
  PLACE_OUTSIDE_CITY: 'place',
  UNKNOWN_CATEGORY: 'category',
  PHOTO_REQUIRED: 'photos',
  TOO_MANY_PHOTOS: 'photos',
}

/**
 * The button below the form: what is open is shown, who is not signed in comes in first, and then it goes.
 * @param focus brings somebody to a question that has to be answered again
 */
export function useSubmit(send: Send, focus: (question: Question) => void) {
  const session = useSession()
  const failure = ref<string | null>(null)

  async function signIn(): Promise<void> {
    void say(t('mini.signInNeeded'))
    await go('signIn')
  }
  /** No network: it is kept, and goes by itself. */
  async function later(): Promise<void> {
    send.draft.keep()
    if (!holder()) {
      failure.value = t('mini.keptHere')
      return
    }
    try {
      await send.later()
    } catch {
      failure.value = t('later.noRoom')
      return
    }
    await swap('later')
  }
  /** @returns the first question that is open */
  function open(): Question | undefined {
    const asked = send.questions.value.filter((question) => send.problems.value[question])
    // Who has not signed in yet need not write a number: signing in may bring one.
    return asked.find((question) => question !== 'contact' || session.resident || !session.me)
  }
  async function failed(error: unknown): Promise<void> {
    if (unreached(error)) return later()
    send.draft.keep()
    const code = codeOf(error)
    if (code === 'IDEMPOTENCY_CONFLICT') {
      send.already.value = true
      return
    }
    failure.value = sentence(error)
    if (code === 'UNAUTHENTICATED') {
      // The session was ended elsewhere: who it is now is asked anew, and who is nobody comes in first.
      await session.lookAgain()
      if (!session.resident) return signIn()
    }
    const about = Object.keys(fieldsOf(error)).some((field) => field.startsWith('contact'))
      ? 'contact'
      : ABOUT[code ?? '']
    if (about) focus(about)
  }

  const submit = useCommand(async () => {
    failure.value = null
    send.tried.value = true
    if (!isAway()) await session.find()
    const first = open()
    if (first) {
      failure.value = t('BAD_INPUT')
      focus(first)
      return
    }
    // Nobody was reached: it is kept for whoever was here last.
    if (isAway() || !session.me) return later()
    if (!session.resident) return signIn()
    beginSending(send.form.id)
    try {
      const { code } = await send.send()
      await swap('sent', { code })
    } catch (error) {
      await failed(error)
    } finally {
      endSending()
    }
  })
  return { failure, submit }
}
