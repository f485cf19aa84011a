import { defineAsyncComponent, type Component } from 'vue'
import type { Action } from './actions.ts'

const confirm = defineAsyncComponent(() => import('./forms/ConfirmForm.vue'))
const ruling = defineAsyncComponent(() => import('./forms/RulingForm.vue'))
const ground = defineAsyncComponent(() => import('./forms/GroundForm.vue'))
const say = defineAsyncComponent(() => import('./forms/SayForm.vue'))
const reply = defineAsyncComponent(() => import('./forms/ReplyForm.vue'))

/** The form of each action; the compiler keeps the list complete. */
const FORMS: Readonly<Record<Action, Component>> = {
  accept: confirm,
  take: confirm,
  archive: confirm,
  ruleBounce: ruling,
  ruleExtension: ruling,
  reviewFeedback: ruling,
  bounce: ground,
  requestExtension: ground,
  answer: reply,
  giveFeedback: reply,
  dispatch: defineAsyncComponent(() => import('./forms/DispatchForm.vue')),
  classify: defineAsyncComponent(() => import('./forms/ClassifyForm.vue')),
  decline: defineAsyncComponent(() => import('./forms/DeclineForm.vue')),
  contact: defineAsyncComponent(() => import('./forms/ContactForm.vue')),
  publish: defineAsyncComponent(() => import('./forms/PublishForm.vue')),
  unpublish: defineAsyncComponent(() => import('./forms/UnpublishForm.vue')),
  passContent: say,
  settlePressure: say,
  verifyOnSite: defineAsyncComponent(() => import('./forms/VerifyForm.vue')),
}

export const formOf = (action: Action): Component => FORMS[action]
