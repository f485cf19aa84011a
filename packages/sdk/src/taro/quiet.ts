/** Taro's calls are promises, too, which fail besides their callbacks: what was told there is not told again as unhandled. */
export function quiet<T>(task: T): T {
  if (typeof task === 'object' && task !== null && 'then' in task) Promise.resolve(task).catch(() => {})
  return task
}
