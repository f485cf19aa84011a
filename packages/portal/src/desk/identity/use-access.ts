import { isCivicError, type PasskeyAsk, type PasskeyProof } from '@civicgrid/sdk'
import { onUnmounted, ref, shallowRef } from 'vue'

/** Thrown where the browser or its person did not go through with a passkey; the reason is the browser's own. */
export class PasskeyStopped extends Error {
  override readonly name = 'PasskeyStopped'
}

/** Asks the browser for a passkey. @throws PasskeyStopped */
export async function provePasskey({ step, options }: PasskeyAsk): Promise<PasskeyProof> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  try {
    const { authenticatorAttachment, ...proof } = await startAuthentication({ optionsJSON: options as never })
    return { step, response: { ...proof, authenticatorAttachment, clientExtensionResults: {} } }
  } catch (cause) {
    throw new PasskeyStopped('no passkey', { cause })
  }
}
/** The same for a new one. @throws PasskeyStopped */
export async function makePasskey({ step, options }: PasskeyAsk) {
  const { startRegistration } = await import('@simplewebauthn/browser')
  try {
    const { id, rawId, type, response } = await startRegistration({ optionsJSON: options as never })
    const { clientDataJSON, attestationObject, transports } = response
    const kept = { clientDataJSON, attestationObject, transports }
    return { step, response: { id, rawId, type, response: kept, clientExtensionResults: {} } }
  } catch (cause) {
    throw new PasskeyStopped('no passkey', { cause })
  }
}

/** One try at a time, what went wrong with it, and how long to wait before the next. */
export function useAccess() {
  const busy = ref(false)
  const error = shallowRef<unknown>(null)
  /** Seconds. */
  const wait = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined
  onUnmounted(() => clearInterval(timer))
  function waitFor(ms: number) {
    clearInterval(timer)
    wait.value = Math.ceil(ms / 1000)
    timer = setInterval(() => {
      wait.value -= 1
      if (wait.value > 0) return
      clearInterval(timer)
      error.value = null
    }, 1000)
  }
  return {
    busy,
    error,
    wait,
    /** @returns null when it was refused */
    async go<T>(work: () => Promise<T>): Promise<T | null> {
      if (busy.value || wait.value > 0) return null
      busy.value = true
      error.value = null
      try {
        return await work()
      } catch (thrown) {
        error.value = thrown
        if (isCivicError(thrown) && thrown.code === 'LOCKED_OUT') waitFor(thrown.retryAfterMs ?? 30_000)
        return null
      } finally {
        busy.value = false
      }
    },
  }
}
