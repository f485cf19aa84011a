import { describe, expect, it } from 'vitest'
import { eventReader, linesOf, pendingFeedback, wordsReader } from './timeline.ts'

const line = (...types: string[]) => types.map((type, i) => ({ type, seq: i + 1 }))
const at = (timeline: { type: string; seq: number }[], seq: number) => {
  const entry = timeline.find((one) => one.seq === seq)
  if (!entry) throw new Error(`no event ${seq}`)
  return entry
}

describe('who reads the timeline', () => {
  it('the resident sees a dispatch, and not the note on it', () => {
    const timeline = line('submitted', 'accepted', 'dispatched')
    expect(eventReader(at(timeline, 3))).toBe('resident')
    expect(wordsReader(at(timeline, 3), timeline)).toBe('staff')
  })
  it('a result under review is the desk’s own; once passed its words are the resident’s', () => {
    const pending = line('submitted', 'feedbackGiven')
    expect(eventReader(at(pending, 2))).toBe('staff')
    expect(wordsReader(at(pending, 2), pending)).toBe('staff')
    const passed = line('submitted', 'feedbackGiven', 'feedbackPassed')
    expect(wordsReader(at(passed, 2), passed)).toBe('resident')
  })
  it('words of a returned result stay inside, also when a later one passes', () => {
    const timeline = line('submitted', 'feedbackGiven', 'feedbackReturned', 'feedbackGiven', 'feedbackPassed')
    expect(wordsReader(at(timeline, 2), timeline)).toBe('staff')
    expect(wordsReader(at(timeline, 4), timeline)).toBe('resident')
  })
  it('an event of tomorrow is taken as internal', () => expect(eventReader({ type: 'mergedInto' })).toBe('staff'))
})

describe('the result that waits for its review', () => {
  it('is the last one given', () =>
    expect(pendingFeedback(line('taken', 'feedbackGiven', 'feedbackReturned', 'feedbackGiven'))?.seq).toBe(4))
  it('is none after a ruling, and none in a new round', () => {
    expect(pendingFeedback(line('feedbackGiven', 'feedbackPassed'))).toBeNull()
    expect(pendingFeedback(line('feedbackGiven', 'feedbackPassed', 'rehandled'))).toBeNull()
  })
  it('a verification in between changes nothing', () =>
    expect(pendingFeedback(line('feedbackGiven', 'verifiedOnSite'))?.seq).toBe(1))
})

describe('what many neighbours say', () => {
  it('is one line, where the last of them spoke', () => {
    const lines = linesOf(line('submitted', 'joined', 'accepted', 'joined', 'joined', 'dispatched'))
    expect(lines.map(({ entry }) => entry.type)).toEqual(['submitted', 'accepted', 'joined', 'dispatched'])
    expect(lines[2]?.entry.seq).toBe(5)
    expect(lines[2]?.all.map(({ seq }) => seq)).toEqual([2, 4, 5])
  })
  it('who has it, too, and what they say of the result are two lines', () =>
    expect(linesOf(line('joined', 'joined', 'joinerAnswered', 'joinerAnswered')).map(({ all }) => all.length)).toEqual([
      2, 2,
    ]))
  it('whatever one person does stays a line each', () =>
    expect(linesOf(line('urged', 'urged', 'contacted', 'contacted'))).toHaveLength(4))
})
