/** What a test says to a phone and reads from it; plain data, so that it goes into a browser and out of it. */

/** How a call of `wx` ends: with this, or with WeChat's own words for why not. */
export type Outcome = { success: Record<string, unknown> } | { fail: string }

export interface PhoneOptions {
  /** What is in the program's storage already. */
  storage?: Record<string, unknown>
  /** Outcomes of calls from the start; see `Phone.answer`. */
  answers?: Record<string, Outcome>
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

export interface RequestSaid {
  url: string
  method: string
  header: Record<string, string>
  data?: string
}
export interface UploadSaid {
  url: string
  filePath: string
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
}
