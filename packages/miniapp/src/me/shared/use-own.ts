import { useLoad, type Load } from '@civicgrid/kit'
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro'
import { useSession } from '../../platform/session.ts'

/**
 * What is one's own: looked up whenever the page comes to the front, so that whoever signed in meanwhile sees theirs. Null for
 * a guest.
 */
export function useOwn<T>(read: (signal: AbortSignal) => Promise<T>): Load<T | null> {
  const session = useSession()
  const own = useLoad(async (signal) => {
    await session.find()
    // Where nobody said in time who it is, what is asked for tells.
    return session.me?.kind === 'guest' ? null : await read(signal)
  })
  useDidShow(() => void own.run())
  usePullDownRefresh(() => void own.run().finally(() => Taro.stopPullDownRefresh()))
  return own
}
