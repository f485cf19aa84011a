import { assertOutside } from './guard.ts'
import type { PrismaReader } from './prisma-reader.ts'

/** Prisma's clients, refused at the first touch inside a unit of work. */
export function guardPrisma(client: PrismaReader): PrismaReader {
  return new Proxy(client, {
    get(target, property, receiver) {
      assertOutside('db.prisma')
      return Reflect.get(target, property, receiver)
    },
  })
}
