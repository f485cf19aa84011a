import { z } from 'zod'

/** Lists go on where the last page ended. */

export const listInput = z.object({ cursor: z.string().max(400).nullish(), limit: z.int().min(1).max(100).default(20) })
export const list = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })
