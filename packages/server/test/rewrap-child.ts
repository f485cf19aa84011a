/**
 * Wraps anew until its first page is committed, says so, and then stands still until it is killed.
 * `node rewrap-child.ts DATABASE_URL KEYS_FILE`
 */
import { openDatabase, openKeys, rewrap } from '../src/kernel/index.ts'

const [url = '', file = ''] = process.argv.slice(2)
const none = { masterKeys: undefined, lookupKey: undefined, signingKey: undefined }
const db = await openDatabase({ url, keys: openKeys({ ...none, file, production: true }) })
await rewrap(db, {
  onPage: () => {
    process.stdout.write('page\n', () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0))
  },
})
