/** One call of an integration that was answered; nothing of what it sent or got. */
export interface Used {
  readonly integrationId: number
  /** The procedure's name, as the contract has it; never an address, which may hold codes. */
  readonly procedure: string
  /** Null where none was found. */
  readonly scope: string | null
  /** Of HTTP. */
  readonly status: number
  /** Of the error; null where there was none. */
  readonly code: string | null
  readonly requestId: string
}
