import {
  toWgs84,
  type answerItem,
  type answersInput,
  type boardInput,
  type boardItem,
  type boardNearInput,
  type boardView,
} from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Kernel } from '../../kernel/index.ts'
import type { AnswerSource } from './appeals.answers.ts'
import { findPublic, listPublic, listPublicAround, NEWEST_PUBLIC, type PublicAppeal } from './appeals.board.store.ts'
import { metresBetween } from '../appeals.cells.ts'
import { notThere } from '../appeals.command.service.ts'
import type { AppealCity } from '../appeals.context.ts'
import { createCursors } from '../lists/appeals.cursor.ts'
import { publicAnswer, publicHead, publicItem, publicView } from './appeals.public.ts'
import { appealFiles, NO_FILES, type SignPhoto } from '../appeals.photos.ts'
import { idOfRef, refOf } from '../appeals.ref.ts'

type BoardItem = z.infer<typeof boardItem>

export interface Board {
  publicBoard: {
    list(input: z.output<typeof boardInput>): Promise<{ items: BoardItem[]; nextCursor: string | null }>
    /** @throws CivicError NOT_FOUND, also for what is published no longer */
    get(ref: string): Promise<z.infer<typeof boardView>>
    near(input: z.output<typeof boardNearInput>): Promise<{ items: BoardItem[] }>
    answers(input: z.output<typeof answersInput>): Promise<{ items: z.infer<typeof answerItem>[] }>
  }
}

export interface BoardDeps {
  readonly kernel: Kernel
  readonly city: AppealCity
  readonly sign: SignPhoto
  readonly answers: AnswerSource
}

/** Answers offered while somebody types: more would be a search. */
const ANSWERS = 3

export function createBoard({ kernel, city, sign, answers }: BoardDeps): Board {
  const { db, clock } = kernel
  const cursors = createCursors(db.keys)

  const head = (appeal: PublicAppeal) => publicHead(refOf(db.keys, appeal.appealId), appeal, city)

  const filesOf = async ({ appealId, pictures, pairs }: PublicAppeal, now: number) =>
    pictures.length + pairs.length > 0 ? appealFiles(db.read, appealId, sign, now) : NO_FILES

  async function itemOf(appeal: PublicAppeal, now: number): Promise<BoardItem> {
    const { photo } = await filesOf(appeal, now)
    return publicItem(head(appeal), appeal, photo)
  }

  const itemsOf = async (appeals: readonly PublicAppeal[]): Promise<BoardItem[]> => {
    const now = clock.now()
    return Promise.all(appeals.map((appeal) => itemOf(appeal, now)))
  }

  return {
    publicBoard: {
      async list({ category, areaCode, cursor, limit }) {
        const filter = JSON.stringify(['board', category, areaCode])
        const [at, id] = cursor ? cursors.open(filter, cursor, 2) : NEWEST_PUBLIC
        const from = [at ?? NEWEST_PUBLIC[0], id ?? NEWEST_PUBLIC[1]] as const
        const asked = {
          categories: category ? city.leavesOf(category) : null,
          areaPath: areaCode ? city.place({ areaCode }).areaPath : null,
        }
        const rows = await listPublic(db.read, asked, from, limit + 1)
        const shown = rows.slice(0, limit)
        const last = shown.at(-1)
        return {
          items: await itemsOf(shown),
          nextCursor: rows.length > limit && last ? cursors.seal(filter, [last.publishedAt, last.appealId]) : null,
        }
      },

      async get(ref) {
        const appeal = await findPublic(db.read, idOfRef(db.keys, ref))
        if (!appeal) throw notThere()
        const { photo } = await filesOf(appeal, clock.now())
        return publicView(head(appeal), appeal, photo)
      },

      async near({ point, limit }) {
        const [lng, lat] = toWgs84([point.lng, point.lat], point.crs)
        const found = await listPublicAround(db.read, lng, lat, limit)
        const metres = (appeal: PublicAppeal): number =>
          metresBetween({ lng, lat }, { lng: appeal.lng ?? lng, lat: appeal.lat ?? lat })
        return {
          items: await itemsOf(
            found.sort((a, b) => metres(a) - metres(b) || b.publishedAt - a.publishedAt).slice(0, limit),
          ),
        }
      },

      async answers({ words }) {
        const found = await answers.find(db.read, words, ANSWERS)
        return {
          items: found.map((appeal) => publicAnswer(head(appeal), appeal)),
        }
      },
    },
  }
}
