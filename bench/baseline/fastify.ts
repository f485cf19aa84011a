import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { initTRPC } from '@trpc/server'
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import fastify from 'fastify'
import { z } from 'zod'
import { PrismaClient } from '../../packages/server/prisma/generated/sqlite/client/client.ts'
import { readEnv } from '../../packages/server/src/env.ts'
import { hashToken } from '../../packages/server/src/identity/sessions/tokens.ts'

/** What the documentation of each part shows: tRPC's Fastify adapter and Prisma with its stock adapter. */
const env = readEnv()
const prisma = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: env.databaseUrl }) })
const t = initTRPC.context<{ token: string | undefined }>().create()
const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)

const router = t.router({
  progress: t.procedure.input(z.object({ code: z.string() })).query(async ({ input, ctx }) => {
    const tokenHash = ctx.token ? hashToken(ctx.token) : undefined
    const session = tokenHash && (await prisma.session.findUnique({ where: { tokenHash: new Uint8Array(tokenHash) } }))
    const appeal = await prisma.appeal.findUnique({ where: { code: input.code } })
    if (!session || appeal?.residentId !== session.actorId) throw new Error('not yours')
    const [events, files] = await Promise.all([
      prisma.event.findMany({ where: { thingKind: 'appeal', thingId: appeal.id }, orderBy: { seq: 'asc' } }),
      prisma.file.findMany({ where: { thingKind: 'appeal', thingId: appeal.id } }),
    ])
    const { headHash: _, ...shown } = appeal
    const timeline = events.map(({ mac: _mac, hash: _hash, prevHash: _prev, ...event }) => event)
    return JSON.parse(
      JSON.stringify(
        { ...shown, timeline, files: files.map(({ token, width, height }) => ({ token, width, height })) },
        plain,
      ),
    ) as unknown
  }),
})

const app = fastify()
app.get('/readyz', () => ({ ok: true }))
await app.register(fastifyTRPCPlugin, {
  prefix: '/trpc',
  trpcOptions: {
    router,
    createContext: ({ req }: { req: { headers: { authorization?: string } } }) => ({
      token: req.headers.authorization?.slice(7),
    }),
  },
})
await app.listen({ port: env.port, host: '127.0.0.1' })
process.on('SIGTERM', () => process.exit(0))
