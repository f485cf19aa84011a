import {
  answerItem,
  answersInput,
  boardInput,
  boardItem,
  boardNearInput,
  boardView,
  ref,
  schema,
} from '@civicgrid/contracts'
import { z } from 'zod'
import { publicProcedure, router } from '../../http/procedures.ts'
import type { Appeals } from '../appeals.service.ts'

/** What publishers confirmed, for everybody: nothing else of any appeal is here. */
export function createBoardRouter({ publicBoard: board }: Appeals) {
  return router({
    list: publicProcedure
      .input(boardInput)
      .output(schema.list(boardItem))
      .query(({ input }) => board.list(input)),
    get: publicProcedure
      .input(z.object({ ref }))
      .output(boardView)
      .query(({ input }) => board.get(input.ref)),
    near: publicProcedure
      .input(boardNearInput)
      .output(z.object({ items: z.array(boardItem) }))
      .query(({ input }) => board.near(input)),
    /** While somebody types: what was answered before. */
    answers: publicProcedure
      .input(answersInput)
      .output(z.object({ items: z.array(answerItem) }))
      .query(({ input }) => board.answers(input)),
  })
}
