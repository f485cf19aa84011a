/**
 * For mini-programs, by Taro or by hand: what a browser has and they lack. Nothing of Taro or of a platform is imported;
 * the platform is handed in.
 */
export { AbortController, AbortSignal } from './abort.ts'
export { crypto, fillRandom, type RandomSource } from './random.ts'
export { filesOver, type FileKeeper, type MiniFiles } from './files.ts'
export { keptOver, occasionsOver, type MiniOccasions, type MiniRows } from './kept.ts'
export { fetchOver, type MiniRequest } from './fetch.ts'
export { sendNamedOver, type MiniUpload } from './upload.ts'
export { storedPair, type MiniStorage } from './store.ts'
