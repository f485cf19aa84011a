import type { Prisma, PrismaClient } from '../../../prisma/generated/sqlite/client/client.ts'

type Model = Uncapitalize<Prisma.ModelName>
type ReadMethod =
  'findUnique' | 'findUniqueOrThrow' | 'findFirst' | 'findFirstOrThrow' | 'findMany' | 'count' | 'aggregate' | 'groupBy'

/**
 * Prisma without its writes. Both databases are typed as the SQLite client: what only PostgreSQL can do
 * (`mode: 'insensitive'`, JSON paths) does not compile.
 */
export type PrismaReader = { readonly [M in Model]: Pick<PrismaClient[M], ReadMethod & keyof PrismaClient[M]> }
