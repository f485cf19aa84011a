import type { LoadedCity } from '../city/index.ts'
import type { Kernel, Reader } from '../kernel/index.ts'
import { createAppealBriefs, type AppealBriefs } from './appeals.brief.service.ts'
import { createAppealChecks, type AppealChecks } from './appeals.checks.ts'
import { createAppealCommands, type AppealCommands } from './appeals.command.service.ts'
import { changesReader, createAppealChanges, type AppealChanges } from './appeals.changes.ts'
import { appealCity, type AppealCity } from './appeals.context.ts'
import { countersReader } from './lists/appeals.counters.reader.ts'
import { publishedAnswers } from './board/appeals.answers.ts'
import { boardReader } from './board/appeals.board.reader.ts'
import { createBoard, type Board } from './board/appeals.board.service.ts'
import { createAppealJoins, type AppealJoins } from './neighbours/appeals.joins.service.ts'
import { createAppealLists, type AppealLists } from './lists/appeals.lists.service.ts'
import { createAppealLookUp, type AppealLookUp } from './appeals.lookup.service.ts'
import { createAppealsOfOneself, type AppealsOfOneself } from './appeals.own.service.ts'
import { createRatingLinks, type RatingLinks } from './appeals.links.service.ts'
import { createAppealsNear, type AppealsNear } from './neighbours/appeals.near.service.ts'
import { createOpenAppeals, type AppealOpen } from './lists/appeals.open.service.ts'
import type { SignPhoto } from './appeals.photos.ts'
import { createAppealPublish, type AppealPublish } from './board/appeals.publish.service.ts'
import { createAppealProposals, type AppealProposals } from './appeals.propose.service.ts'
import { createAppealQueues, type AppealQueues } from './lists/appeals.queue.service.ts'
import { createAppealReads, type AppealReads } from './appeals.read.service.ts'
import { createStanding, type AppealStanding } from './lists/appeals.standing.ts'
import { searchReader } from './lists/appeals.search.reader.ts'
import { createAppealSearch, type AppealSearch } from './lists/appeals.search.service.ts'
import { createAppealSimilar, type AppealSimilar } from './neighbours/appeals.similar.service.ts'
import { createSourceNames } from './appeals.sources.ts'
import { findByExternalId } from './appeals.store.ts'
import { createAppealSubmit, type AppealSubmit } from './appeals.submit.service.ts'
import { sweepArchive } from './appeals.sweep.ts'

/** Everything about appeals, their work orders and their ratings: one aggregate, one set of use cases. */
export interface Appeals
  extends
    AppealSubmit,
    AppealBriefs,
    AppealChanges,
    AppealChecks,
    AppealCommands,
    AppealReads,
    AppealLists,
    AppealQueues,
    AppealSearch,
    AppealStanding,
    AppealJoins,
    AppealsNear,
    AppealSimilar,
    AppealLookUp,
    AppealOpen,
    AppealsOfOneself,
    AppealProposals,
    AppealPublish,
    Board,
    RatingLinks {
  readonly city: AppealCity
  /** What follows the log for us. */
  readonly readers: readonly Reader[]
  /** How far the appeal of an imported row has come; undefined when there is none. */
  findImported(externalId: string): Promise<{ code: string; version: number; status: string } | undefined>
  /** Archives what is due; see appeals.sweep.ts. */
  sweep(): Promise<number>
  /** Reads anew what integrations are called. */
  refreshSources(): Promise<void>
}

export interface AppealsOptions {
  readonly kernel: Kernel
  readonly city: LoadedCity
  readonly sign: SignPhoto
}

export function createAppeals({ kernel, city: loaded, sign }: AppealsOptions): Appeals {
  const sources = createSourceNames(kernel.db)
  const city = { ...appealCity(loaded), sourceName: sources.sourceName }
  const commands = createAppealCommands({ kernel, city })
  return {
    city,
    readers: [searchReader(city), countersReader(city), boardReader(), changesReader()],
    ...commands,
    ...createAppealSubmit({ kernel, city, sources }),
    ...createAppealBriefs({ kernel, city }),
    ...createAppealChanges(kernel),
    ...createAppealChecks({ kernel, city }),
    ...createAppealReads({ kernel, city, sign, commands }),
    ...createAppealLists({ kernel, city }),
    ...createAppealQueues({ kernel, city }),
    ...createAppealSearch({ kernel, city }),
    ...createStanding({ kernel, city }),
    ...createAppealJoins({ kernel, city }),
    ...createAppealsNear({ kernel, city }),
    ...createAppealSimilar({ kernel, city, loaded }),
    ...createOpenAppeals({ kernel, city }),
    ...createAppealLookUp({ kernel, city }),
    ...createAppealsOfOneself({ kernel, city }),
    ...createAppealProposals({ kernel, city }),
    ...createAppealPublish({ kernel, city, sign, commands }),
    ...createBoard({ kernel, city, sign, answers: publishedAnswers }),
    ...createRatingLinks({ kernel, city }),
    findImported: (externalId) => findByExternalId(kernel.db.read, externalId),
    refreshSources: () => sources.refresh(),
    sweep: () => sweepArchive({ kernel, city, commands }),
  }
}
