/**
 * Runs the jobs in order, at most two at a time: the next one starts when one of the two is done.
 * Resolves to the results in the order of the jobs.
 */
export async function pairwise<T>(jobs: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    for (let job = jobs[next]; job !== undefined; job = jobs[next]) {
      const index = next++
      results[index] = await job()
    }
  }
  await Promise.all([lane(), lane()])
  return results
}
