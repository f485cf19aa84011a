import { defineComponent, h, type PropType } from 'vue'
import type { AskSecret } from '../elements/element.ts'

const PROPS = {
  /** `civic_…`. */
  integration: { type: String, required: true as const },
  /** Asks your server for a secret. */
  secret: { type: Function as PropType<AskSecret>, required: true as const },
  theme: String as PropType<'light' | 'dark' | 'auto'>,
  locale: String,
  brand: String,
  radius: [String, Number] as PropType<string | number>,
  elder: Boolean,
}
const EMITS = { ready: () => true, sent: (sent: { code: string }) => typeof sent.code === 'string' }

interface Said {
  integration: string
  secret: AskSecret
  theme?: string | undefined
  locale?: string | undefined
  brand?: string | undefined
  radius?: string | number | undefined
  elder: boolean
}

/** Attributes and events of an element; `^` says attribute, `.` property. */
const given = ({ secret, elder, ...rest }: Said, emit: (event: 'ready' | 'sent', sent: { code: string }) => void) => ({
  ...rest,
  '^elder': elder ? '' : null,
  '.secret': secret,
  'onCivic-ready': ({ detail }: CustomEvent<{ code: string }>) => emit('ready', detail),
  'onCivic-sent': ({ detail }: CustomEvent<{ code: string }>) => emit('sent', detail),
})

/** `<civic-appeal>` as a component: `defineElements` of `/elements`, or the loader, makes the element known. */
export const CivicAppeal = defineComponent({
  name: 'CivicAppeal',
  props: PROPS,
  emits: EMITS,
  setup: (props, { emit }) => {
    const send = emit as (event: 'ready' | 'sent', sent: { code: string }) => void
    return () => h('civic-appeal', given(props, send))
  },
})

/** `<civic-progress>` as a component. */
export const CivicProgress = defineComponent({
  name: 'CivicProgress',
  props: { ...PROPS, code: { type: String, required: true as const } },
  emits: EMITS,
  setup: (props, { emit }) => {
    const send = emit as (event: 'ready' | 'sent', sent: { code: string }) => void
    return () => {
      const { code, ...rest } = props
      return h('civic-progress', { code, ...given(rest, send) })
    }
  },
})
