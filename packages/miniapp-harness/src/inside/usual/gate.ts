import type { Outcome } from '../../phone.ts'
import type { Faults } from '../faults.ts'
import type { Gate } from '../wx.ts'

/** What settings allow or forbid, by the call that needs it. */
const SCOPES: Readonly<Record<string, string>> = {
  getLocation: 'scope.userLocation',
  chooseLocation: 'scope.userLocation',
  startLocationUpdate: 'scope.userLocation',
  getFuzzyLocation: 'scope.userFuzzyLocation',
  'RecorderManager.start': 'scope.record',
  saveImageToPhotosAlbum: 'scope.writePhotosAlbum',
}

/** Calls that WeChat lets through only once the privacy terms are agreed to. */
export const PRIVATE_CALLS: readonly string[] = [
  'getLocation',
  'chooseLocation',
  'choosePoi',
  'getFuzzyLocation',
  'startLocationUpdate',
  'chooseAddress',
  'chooseImage',
  'chooseVideo',
  'chooseMedia',
  'chooseMessageFile',
  'RecorderManager.start',
  'saveImageToPhotosAlbum',
  'getClipboardData',
  'setClipboardData',
  'requirePrivacyAuthorize',
  'button.getPhoneNumber',
]

type Resolve = (told: { event: string; buttonId?: string }) => void

export interface Permissions extends Gate {
  readonly scopes: Record<string, boolean>
  privacy: 'agreed' | 'unasked'
  /** By `wx.onNeedPrivacyAuthorization`: who shows the terms. */
  shows(listener: (resolve: Resolve, about: { referrer: string }) => void): void
  /** A button of the kind agreePrivacyAuthorization was tapped. */
  agree(buttonId: string): void
}

export interface GateParts {
  scopes: Record<string, boolean>
  privacy: 'agreed' | 'unasked'
  faults: Faults
  /** How WeChat's own sheet is answered, where the program has none. */
  ownSheet: () => Outcome | undefined
}

/** Settings and privacy terms of one person and one program. */
export function createGate({ scopes, privacy, faults, ownSheet }: GateParts): Permissions {
  let listener: Parameters<Permissions['shows']>[0] | undefined
  const tapped = new Set<string>()
  const permissions: Permissions = {
    scopes,
    privacy,
    forbidden: (name) =>
      scopes[SCOPES[name] ?? ''] === false ? { fail: `${name.split('.').pop()}:fail auth deny` } : undefined,
    ask(name, go) {
      if (permissions.privacy === 'agreed' || !PRIVATE_CALLS.includes(name)) return go(null)
      const refuse = () => go('privacy permission is not authorized')
      if (!listener) {
        const said = ownSheet()
        if (said && 'fail' in said) return refuse()
        permissions.privacy = 'agreed'
        return go(null)
      }
      listener(
        ({ event, buttonId = '' }) => {
          if (event === 'disagree') return refuse()
          if (event !== 'agree') return
          if (!tapped.has(buttonId)) faults.add(`privacy was agreed to without a tap on the button «${buttonId}»`)
          permissions.privacy = 'agreed'
          go(null)
        },
        { referrer: name },
      )
    },
    shows: (told) => void (listener = told),
    agree(buttonId) {
      tapped.add(buttonId)
      permissions.privacy = 'agreed'
    },
  }
  return permissions
}
