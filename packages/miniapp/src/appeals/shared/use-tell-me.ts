import { isCivicError } from '@civicgrid/sdk'
import Taro from '@tarojs/taro'
import { ref } from 'vue'
import { city } from '../../platform/boot.ts'
import { civic } from '../../platform/civic.ts'
import { sentence } from '../../platform/errors.ts'

/** Appeals of which somebody has asked to be told since the program began: a yes is good for one message. */
const asked = new Set<string>()

/** `refused`: now, or for good; WeChat does not say which, and asks no more of whoever chose so. */
export type Telling = 'offered' | 'busy' | 'asked' | 'refused'

type Asking = Parameters<typeof Taro.requestSubscribeMessage>[0]

/** WeChat's own word for the template, or that the switch of all messages is off. */
async function agreed(template: string): Promise<boolean> {
  try {
    // Taro's types ask for what Alipay needs besides.
    const answer = await Taro.requestSubscribeMessage({ tmplIds: [template] } as Asking)
    return Object.entries(answer).some(([name, said]) => name === template && said === 'accept')
  } catch {
    return false
  }
}

/** 办好了告诉我: WeChat asks at the tap, and a yes goes to the server with a login code of just now. */
export function useTellMe(code: () => string) {
  const state = ref<Telling>(asked.has(code()) ? 'asked' : 'offered')
  const problem = ref<string | null>(null)

  async function keep(again = true): Promise<void> {
    const { code: login } = await Taro.login()
    try {
      await civic.notices.tellMe({ code: code(), login })
    } catch (error) {
      // A login code is good for once and five minutes: a fresh one may do.
      if (again && isCivicError(error) && error.code === 'CODE_REFUSED') return keep(false)
      throw error
    }
  }

  async function ask(): Promise<void> {
    const template = city.messages?.answered
    if (!template || state.value === 'busy') return
    problem.value = null
    state.value = 'busy'
    // First of all: WeChat asks nobody but in a tap.
    if (!(await agreed(template))) {
      state.value = 'refused'
      return
    }
    try {
      await keep()
      asked.add(code())
      state.value = 'asked'
    } catch (error) {
      problem.value = sentence(error)
      state.value = 'offered'
    }
  }
  /** Where a refusal is taken back; the next tap asks again. */
  async function allow(): Promise<void> {
    await Taro.openSetting({ withSubscriptions: true })
    state.value = 'offered'
  }
  return { offered: city.messages !== null, state, problem, ask, allow }
}
