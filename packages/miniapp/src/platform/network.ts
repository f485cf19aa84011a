import Taro from '@tarojs/taro'

let away = false

/** Hears, once the program has started, whether the phone has a network. */
export function watchNetwork(): void {
  void Taro.getNetworkType().then(({ networkType }) => {
    away = networkType === 'none'
  })
  Taro.onNetworkStatusChange(({ isConnected }) => {
    away = !isConnected
  })
}

/** The phone itself says that there is none: nobody need be asked, and nobody waited for. */
export const isAway = (): boolean => away
