import { proposeCategories, type City, type proposed, type ResidentActor, type StaffActor } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Files } from '../files/files.service.ts'
import type { Classifier } from './classifier.ts'
import type { Speech } from './speech.ts'

export interface Assist {
  /** Categories for the words: of the learned one where the city has it and it answers, else of the lexicon. */
  propose(text: string): Promise<z.infer<typeof proposed>>
  /** What was said in a recording of the caller's own; null when nobody can write it down. @throws CivicError NOT_FOUND */
  transcribe(actor: ResidentActor | StaffActor, token: string): Promise<string | null>
}

export interface AssistOptions {
  readonly city: Pick<City, 'categories'>
  readonly files: Pick<Files, 'heard'>
  readonly speech: Speech | null
  readonly classifier: Classifier | null
  /** Told when a helper of the city fails; the resident writes on. */
  readonly onError: (what: 'speech' | 'classifier', error: unknown) => void
}

const MOST = 3

export function createAssist({ city, files, speech, classifier, onError }: AssistOptions): Assist {
  const known = new Set(city.categories.flatMap(({ leaves }) => leaves.map(({ code }) => code)))
  return {
    async propose(text) {
      try {
        const items = classifier && (await classifier.propose(text)).filter(({ category }) => known.has(category))
        if (items && items.length > 0) return { items: items.slice(0, MOST), by: 'learned' }
      } catch (error) {
        onError('classifier', error)
      }
      return { items: proposeCategories(city.categories, text, MOST), by: 'lexicon' }
    },

    async transcribe(actor, token) {
      const { bytes, mime } = await files.heard(actor, token)
      if (!speech) return null
      try {
        return (await speech.write(bytes, mime)) || null
      } catch (error) {
        onError('speech', error)
        return null
      }
    },
  }
}
