import Taro from '@tarojs/taro'
import { filesOver } from '@civicgrid/sdk/taro'
import { forgetSeen } from './seen.ts'

const files = filesOver(Taro)

/**
 * A path that outlives the program: what the camera and the recorder give goes with it. A full phone keeps none, and what was
 * given serves until the program ends.
 */
export async function keepFile(path: string): Promise<string> {
  try {
    return await files.keep(path)
  } catch {
    forgetSeen()
    return files.keep(path).catch(() => path)
  }
}

/** What neither a draft nor anything that waits names is somebody's who is gone, or was on its way when the program ended. */
export function sweepFiles(): void {
  // A browser keeps no files for a program.
  if (process.env.TARO_ENV === 'h5') return
  const rows = Taro.getStorageInfoSync().keys.filter((key) => /^civic-(draft|outbox)/.test(key))
  const named = JSON.stringify(rows.map((key) => Taro.getStorageSync<unknown>(key)))
  const { USER_DATA_PATH: dirPath = '' } = Taro.env
  Taro.getFileSystemManager().readdir({
    dirPath,
    success({ files: names }) {
      for (const name of names)
        if (name.startsWith('civic-') && !named.includes(name)) void files.drop(`${dirPath}/${name}`)
    },
  })
}

/** What nobody needs any more. */
export const dropFile = (path: string): void => void files.drop(path)
