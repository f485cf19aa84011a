/** The phone's back leaves the form: whoever comes back to the same draft is at the question where they were. */
let left = { draft: '', question: 0 }

export const leave = (draft: string, question: number): void => void (left = { draft, question })
export const leftAt = (draft: string): number => (left.draft === draft ? left.question : 0)
