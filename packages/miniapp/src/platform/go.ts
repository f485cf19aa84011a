import Taro from '@tarojs/taro'

/** Every page by its name. */
export const PAGES = {
  home: '/home/index',
  signIn: '/identity/sign-in/index',
  settings: '/settings/index',
  send: '/appeals/send/index',
  sent: '/appeals/sent/index',
  mine: '/appeals/mine/index',
  appeal: '/appeals/appeal/index',
  rate: '/appeals/rate/index',
  look: '/appeals/look/index',
  later: '/appeals/later/index',
  board: '/board/list/index',
  public: '/board/public/index',
  near: '/board/near/index',
  joined: '/board/joined/index',
  ways: '/me/ways/index',
  authorities: '/me/authorities/index',
  acted: '/me/acted/index',
  grants: '/me/grants/index',
  data: '/me/data/index',
  privacy: '/me/privacy/index',
  prove: '/me/prove/index',
} as const
export type PageName = keyof typeof PAGES

/** WeChat keeps ten pages and refuses the eleventh. */
const STACK = 10

const address = (page: PageName, query: Record<string, string>) => {
  const text = Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return text ? `${PAGES[page]}?${text}` : PAGES[page]
}

/** Opens a page on top; the eleventh takes the place of the tenth. */
export const go = (page: PageName, query: Record<string, string> = {}): Promise<unknown> =>
  (Taro.getCurrentPages().length < STACK ? Taro.navigateTo : Taro.redirectTo)({ url: address(page, query) })

/** In the place of this page: back leads to the one before it. */
export const swap = (page: PageName, query: Record<string, string> = {}): Promise<unknown> =>
  Taro.redirectTo({ url: address(page, query) })

export const goHome = (): Promise<unknown> => Taro.reLaunch({ url: PAGES.home })

export async function goBack(): Promise<void> {
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack()
  else await goHome()
}

export const call = (number: string): void =>
  void Taro.makePhoneCall({ phoneNumber: number }).catch(() => {
    // Whoever says no to the phone's question has answered.
  })

/** Says something for a moment; a screen reader reads it. */
export const say = (title: string): Promise<unknown> => Taro.showToast({ title, icon: 'none', duration: 2500 })
