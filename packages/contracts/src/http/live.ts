/**
 * `GET <LIVE_PATH><code>?after=<position>`: a line whenever an appeal has changed for its reader, as NDJSON. A blank line
 * says only that the stream lives.
 */
export const LIVE_PATH = '/api/live/appeals/'
