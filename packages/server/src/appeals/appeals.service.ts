import type { LoadedCity } from '../city/index.ts'
import type { Kernel, Reader } from '../kernel/index.ts'
import { createAppealCommands, type AppealCommands } from './appeals.command.service.ts'
import { appealCity, type AppealCity } from './appeals.context.ts'
import { countersReader } from './appeals.counters.reader.ts'
import { createAppealLists, type AppealLists } from './appeals.lists.service.ts'
import type { SignPhoto } from './appeals.photos.ts'
import { createAppealReads, type AppealReads } from './appeals.read.service.ts'
import { searchReader } from './appeals.search.reader.ts'
import { createAppealSearch, type AppealSearch } from './appeals.search.service.ts'
import { findByExternalId } from './appeals.store.ts'
import { createAppealSubmit, type AppealSubmit } from './appeals.submit.service.ts'
import { sweepArchive } from './appeals.sweep.ts'

/** Everything about appeals, their work orders and their ratings: one aggregate, one set of use cases. */
export interface Appeals extends AppealSubmit, AppealCommands, AppealReads, AppealLists, AppealSearch {
  readonly city: AppealCity
  /** What follows the log for us. */
  readonly readers: readonly Reader[]
  /** How far the appeal of an imported row has come; undefined when there is none. */
  findImported(externalId: string): Promise<{ code: string; version: number; status: string } | undefined>
  /** Archives what is due; see appeals.sweep.ts. */
  sweep(): Promise<number>
}

export interface AppealsOptions {
  readonly kernel: Kernel
  readonly city: LoadedCity
  readonly sign: SignPhoto
}

export function createAppeals({ kernel, city: loaded, sign }: AppealsOptions): Appeals {
  const city = appealCity(loaded)
  const commands = createAppealCommands({ kernel, city })
  return {
    city,
    readers: [searchReader(city), countersReader(city)],
    ...commands,
    ...createAppealSubmit({ kernel, city }),
    ...createAppealReads({ kernel, city, sign, commands }),
    ...createAppealLists({ kernel, city }),
    ...createAppealSearch({ kernel, city }),
    findImported: (externalId) => findByExternalId(kernel.db.read, externalId),
    sweep: () => sweepArchive({ kernel, city, commands }),
  }
}
