/** Appeals in bulk, for seeds: lived through in memory by the same rules, written with the same rows. */
export { writeGrams, writeLived, type Act, type BulkContext, type Lived } from './appeals.bulk.ts'
export { boardReader } from './board/appeals.board.reader.ts'
export { appealCity, type AppealCity } from './appeals.context.ts'
export { countersReader, type Changes } from './lists/appeals.counters.reader.ts'
export { addToCounters } from './lists/appeals.counters.store.ts'
export { decideCommand, decideSubmit, type Decided } from './appeals.decide.ts'
export { searchReader } from './lists/appeals.search.reader.ts'
