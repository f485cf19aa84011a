/** What a test says to a phone and reads from it; plain data, so that it goes into a browser and out of it. */

/** How a call of `wx` ends: with this, or with WeChat's own words for why not. */
export type Outcome = { success: Record<string, unknown> } | { fail: string }

export interface PhoneOptions {
  /** What is in the program's storage already. */
  storage?: Record<string, unknown>
  /** Files that an earlier run of the program saved; what `kill` gives. */
  files?: Record<string, StoredFile>
  /** Outcomes of calls from the start; see `Phone.answer`. */
  answers?: Record<string, Outcome>
  /** What is allowed or forbidden in the program's settings, as `scope.userLocation`; what was never asked is allowed when asked. */
  scopes?: Record<string, boolean>
  /** `unasked`: nobody has agreed to the privacy terms yet, and the first private call asks. */
  privacy?: 'agreed' | 'unasked'
  /** Bytes that storage and saved files may take. */
  storageLimit?: number
  fileLimit?: number
  /** Over what `wx.getAppBaseInfo` and `wx.getWindowInfo` say by themselves. */
  fontSizeScaleFactor?: number
  width?: number
  height?: number
  theme?: 'light' | 'dark'
  /** Milliseconds that a setData takes to reach the screen. */
  setDataMs?: number
  /** Page to open, with its query; the first page of the program unless told otherwise. */
  path?: string
}

/** A file that stays when the program ends: a copy of one of the phone's, or what was written. */
export interface StoredFile {
  /** Path of the phone's file that it is a copy of. */
  from?: string
  base64?: string
  size: number
  createdAt: number
}

/** What is left on a phone when a program has ended; options of the next one. */
export interface Kept {
  storage: Record<string, unknown>
  files: Record<string, StoredFile>
  scopes: Record<string, boolean>
  privacy: 'agreed' | 'unasked'
}

/** What a chat shows of a page that was shared. */
export interface ShareCard {
  title: string
  path: string
  imageUrl?: string
}

export interface RequestSaid {
  url: string
  method: string
  header: Record<string, string>
  data?: string
}
export interface UploadSaid {
  url: string
  filePath: string
  /** In the place of the file of that path. */
  base64?: string
  name: string
  header: Record<string, string>
}
export interface Answered {
  statusCode: number
  data: string
  header: Record<string, string>
}

/** The world outside: what the phone's network leads to. Rejects where there is none. */
export interface Host {
  request(said: RequestSaid): Promise<Answered>
  upload(said: UploadSaid): Promise<Answered>
  /** A file of the phone as an address that the page can show. */
  picture(path: string): Promise<string>
  /** Is told now, and whenever the network comes or goes. */
  watch?(listener: (online: boolean) => void): void
}

export interface SetDataRecord {
  page: string
  /** Of the JSON that crosses from the program to the screen. */
  bytes: number
}
export interface CallRecord {
  name: string
  option: unknown
}
export interface PhoneState {
  pages: { path: string; query: Record<string, string>; title: string }[]
  faults: string[]
  setData: SetDataRecord[]
  calls: CallRecord[]
  storage: Record<string, unknown>
  toasts: string[]
  files: Record<string, StoredFile>
  /** What was handed to a chat, oldest first. */
  shared: ShareCard[]
}
