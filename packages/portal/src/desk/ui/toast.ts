import { ElMessage } from './element.ts'

/** A short word that something was done; read out by screen readers, gone by itself. */
export const toast = (message: string): void =>
  void ElMessage({ message, type: 'success', grouping: true, duration: 2600, offset: 8 })
