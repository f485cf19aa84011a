import { CivicError, IDEMPOTENCY_KEY_PATTERN, type ResidentActor, type StaffActor } from '@civicgrid/contracts'
import { initTRPC } from '@trpc/server'
import { z } from 'zod'
import type { RequestContext } from './context.ts'
import { civicErrorOf, shapeOf } from './errors.ts'
import { counted, demandScope } from './scope.ts'

const t = initTRPC.context<RequestContext>().create({
  isDev: false,
  errorFormatter({ shape, error, ctx }) {
    const civic = shapeOf(civicErrorOf(error), ctx?.requestId ?? '')
    return {
      code: shape.code,
      message: civic.message,
      data: { code: civic.code, httpStatus: civic.status, civic },
    }
  },
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory

/** For procedures that take nothing; every procedure names its input and its output. */
export const noInput = z.void()

/** For procedures that answer nothing. */
export const done = z.object({ done: z.literal(true) })

/**
 * What every procedure stands on: whoever speaks by an integration's token may call what the table of scopes says, as often
 * as it may, and nothing else.
 */
const guarded = t.procedure.use(({ ctx, path, next }) =>
  counted(ctx, path, ctx.requestId, async () => {
    await demandScope(ctx, path)
    return next()
  }),
)

/** Anybody, also guests. */
export const publicProcedure = guarded

function residentOf({ actor }: RequestContext): ResidentActor {
  if (actor.kind !== 'resident') throw new CivicError('UNAUTHENTICATED', { message: 'residents only' })
  return actor
}

function staffOf({ actor }: RequestContext): StaffActor {
  if (actor.kind !== 'staff') throw new CivicError('UNAUTHENTICATED', { message: 'staff only' })
  return actor
}

/** Commands are answered once for each key: the header `idempotency-key` must be there. */
function keyOf({ idempotencyKey }: RequestContext): string {
  if (idempotencyKey && IDEMPOTENCY_KEY_PATTERN.test(idempotencyKey)) return idempotencyKey
  throw new CivicError('BAD_INPUT', {
    message: 'a command needs an idempotency-key',
    fields: { 'idempotency-key': 'format' },
  })
}

/** A signed-in resident; `ctx.actor` is one. @throws CivicError UNAUTHENTICATED */
export const residentProcedure = guarded.use(({ ctx, next }) => next({ ctx: { actor: residentOf(ctx) } }))

/** Staff at the desk; what a role may do where is for the capability's policy. @throws CivicError UNAUTHENTICATED */
export const staffProcedure = guarded.use(({ ctx, next }) => next({ ctx: { actor: staffOf(ctx) } }))

/** Either of the two. @throws CivicError UNAUTHENTICATED */
export const signedInProcedure = guarded.use(({ ctx, next }) => {
  const { actor } = ctx
  if (actor.kind !== 'resident' && actor.kind !== 'staff')
    throw new CivicError('UNAUTHENTICATED', { message: 'sign in first' })
  return next<{ actor: ResidentActor | StaffActor }>({ ctx: { actor } })
})

/** A resident's command, given once for its key. @throws CivicError UNAUTHENTICATED, BAD_INPUT without a key */
export const residentCommand = guarded.use(({ ctx, next }) =>
  next({ ctx: { actor: residentOf(ctx), idempotencyKey: keyOf(ctx) } }),
)

/** What is sensitive: beside a session, a proof of a few minutes ago. @throws CivicError STEP_UP_REQUIRED */
async function demandStrong({ demandStrong: demand }: RequestContext): Promise<void> {
  if (!demand) throw new CivicError('STEP_UP_REQUIRED', { message: 'no session was shown' })
  await demand()
}

/** A resident's command that is sensitive. @throws CivicError UNAUTHENTICATED, BAD_INPUT without a key, STEP_UP_REQUIRED */
export const strongResidentCommand = guarded.use(async ({ ctx, next }) => {
  const given = { actor: residentOf(ctx), idempotencyKey: keyOf(ctx) }
  await demandStrong(ctx)
  return next({ ctx: given })
})

/** A command of whoever holds a link, given once for its key; the link is the permission. @throws CivicError BAD_INPUT */
export const linkCommand = guarded.use(({ ctx, next }) => next({ ctx: { idempotencyKey: keyOf(ctx) } }))

/** The same of staff. @throws CivicError STEP_UP_REQUIRED */
export const strongStaffCommand = guarded.use(async ({ ctx, next }) => {
  const given = { actor: staffOf(ctx), idempotencyKey: keyOf(ctx) }
  await demandStrong(ctx)
  return next({ ctx: given })
})

/** A command of staff, given once for its key. @throws CivicError UNAUTHENTICATED, BAD_INPUT without a key */
export const staffCommand = guarded.use(({ ctx, next }) =>
  next({ ctx: { actor: staffOf(ctx), idempotencyKey: keyOf(ctx) } }),
)
