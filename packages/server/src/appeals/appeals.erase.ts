import { releaseFiles } from '../files/files.store.ts'
import { eraseSubject, type Tx } from '../kernel/index.ts'
import { dropErased } from './board/appeals.board.reader.ts'
import type { AppealCity } from './appeals.context.ts'
import { deleteContact } from './appeals.contact.store.ts'
import { deleteJoinsOf } from './neighbours/appeals.joins.store.ts'
import { THING } from './appeals.photos.ts'
import { indexErased } from './lists/appeals.search.reader.ts'
import { blankSource } from './appeals.sources.store.ts'
import { adoptedSubjects, appealsOfSubject, blankAppeal } from './appeals.store.ts'

/**
 * Erases what a person said on their appeals: the words, addresses and points in the rows, the contacts, their
 * photos, the words of the search index, and the key that opens their events. The loop, its times and its outcome stay, and the chain verifies.
 * @returns false when there is no such subject or it was erased before
 */
export async function eraseAppealsOf(tx: Tx, subjectId: number, city: AppealCity, now: number): Promise<boolean> {
  if (!(await eraseSubject(tx, subjectId, now))) return false
  await deleteJoinsOf(tx, subjectId)
  for (const adopted of await adoptedSubjects(tx, subjectId)) await eraseAppealsOf(tx, adopted, city, now)
  const appeals = await appealsOfSubject(tx, subjectId)
  for (const id of appeals) {
    await deleteContact(tx, id)
    await releaseFiles(tx, THING, id, 'resident')
    await blankAppeal(tx, id)
    await blankSource(tx, id)
  }
  await indexErased(tx, appeals, city)
  await dropErased(tx, appeals)
  return true
}
