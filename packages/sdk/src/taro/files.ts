/** Files of a mini-program's own: `wx.getFileSystemManager` and where it may write. */
export interface MiniFiles {
  readonly env: { readonly USER_DATA_PATH?: string }
  getFileSystemManager(): {
    copyFile(options: { srcPath: string; destPath: string; success(): void; fail(error: unknown): void }): unknown
    unlink(options: { filePath: string; success(): void; fail(error: unknown): void }): unknown
  }
}

export interface FileKeeper {
  /** A path that outlives the program, which what the camera gives does not. @throws what the phone says, when it is full */
  keep(path: string): Promise<string>
  /** Forgets one that was kept; of others, and of one that is gone, nothing becomes. */
  drop(path: string): Promise<void>
  isKept(path: string): boolean
}

let count = 0

/** Keeps files where the program may write: they stay until they are dropped, also when it is killed. */
export function filesOver(platform: MiniFiles): FileKeeper {
  const own = () => `${platform.env.USER_DATA_PATH ?? ''}/civic-`
  const isKept = (path: string) => path.startsWith(own())
  return {
    isKept,
    keep(path) {
      if (isKept(path)) return Promise.resolve(path)
      const ending = /\.\w{1,5}$/.exec(path)?.[0] ?? ''
      count += 1
      const destPath = `${own()}${Date.now().toString(36)}-${count}${ending}`
      return new Promise((resolve, reject) => {
        const success = () => resolve(destPath)
        platform.getFileSystemManager().copyFile({ srcPath: path, destPath, success, fail: reject })
      })
    },
    drop(path) {
      if (!isKept(path)) return Promise.resolve()
      return new Promise((resolve) => {
        const success = () => resolve()
        platform.getFileSystemManager().unlink({ filePath: path, success, fail: success })
      })
    },
  }
}
