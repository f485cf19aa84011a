import type { CivicErrorShape } from '../kernel/errors.ts'

/**
 * The JSON of every answer that is not a success, whichever route it came from; tRPC's own envelope, so that one
 * reader serves procedures, uploads and refusals made before a procedure was reached.
 */
export interface ErrorBody {
  error: {
    message: string
    /** JSON-RPC's number, for tRPC clients; `data.civic` is what to read. */
    code: number
    data: { code: string; httpStatus: number; civic: CivicErrorShape }
  }
}
