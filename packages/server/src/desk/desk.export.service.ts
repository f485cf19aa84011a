import { CivicError, EXPORT_OPEN_MS, type Actor, type deskSchema, type ExportFormat } from '@civicgrid/contracts'
import type { z } from 'zod'
import type { Appeals } from '../appeals/index.ts'
import { append, command, newToken, type Kernel, type Tx } from '../kernel/index.ts'
import { csvFile } from './csv.ts'
import { exportRows, type ExportRequest } from './desk.export.rows.ts'
import { findExport, insertExport, setExportHead, type ExportRow } from './desk.export.store.ts'
import type { GivenByStaff } from './desk.views.service.ts'
import { xlsxFile } from './xlsx.ts'

/** The `thingKind` of an export in the log. */
export const EXPORT_THING = 'export'
/** Where files are fetched: `/api/exports/<token>`. */
export const EXPORTS_PATH = '/api/exports/'

export interface DeskExports {
  /** Notes in the log who takes which list out of the house, and gives the address of the file. */
  exportList(given: GivenByStaff, request: ExportRequest): Promise<z.infer<typeof deskSchema.exportView>>
  /**
   * The file, written while it is read. The same person's session must ask, within five minutes, and once.
   * @throws CivicError UNAUTHENTICATED, NOT_FOUND
   */
  openExport(actor: Actor, token: string): Promise<{ format: ExportFormat; bytes: AsyncGenerator<Uint8Array> }>
}

const FILES = { csv: csvFile, xlsx: xlsxFile }

export function createDeskExports(kernel: Kernel, appeals: Appeals, utcOffsetMinutes: number): DeskExports {
  const { db, clock } = kernel

  async function note(
    tx: Tx,
    row: Omit<ExportRow, 'request' | 'createdAt'>,
    type: string,
    data: object,
  ): Promise<void> {
    const head = await append(tx, {
      thingKind: EXPORT_THING,
      thingId: row.id,
      expectedVersion: row.version,
      prevHash: row.version === 0 ? null : row.headHash,
      events: [{ type, visibility: 'staff', data }],
      actor: { kind: 'staff', id: row.staffId, role: null },
      jurisdiction: appeals.city.rootPath,
      now: clock.now(),
    })
    if (!(await setExportHead(tx, row.id, row.version, head)))
      throw new CivicError('NOT_FOUND', { message: 'that file has been fetched' })
  }

  /** Counts what leaves, and writes the number down when it has, or when the download was broken off. */
  async function* counted(
    row: ExportRow,
    pages: AsyncGenerator<string[][], void, undefined>,
  ): AsyncGenerator<string[][], void, undefined> {
    // The heads are no row.
    let rows = -1
    let whole = false
    try {
      for await (const page of pages) {
        rows += page.length
        yield page
      }
      whole = true
    } finally {
      await db.work(async (tx) => {
        const now = await findExport(tx, row.token)
        if (now) await note(tx, now, 'exportEnded', { rows: Math.max(0, rows), whole })
      })
    }
  }

  return {
    async exportList({ actor, idempotencyKey }, request) {
      // Refused before anything is written: a list that there is not.
      await appeals.count(actor, listOf(request))
      const by = { kind: 'staff', id: actor.id, role: null } as const
      const what = { procedure: 'desk.exportList', actor: by, idempotencyKey, input: request }
      return command(kernel, what, async (tx) => {
        const token = newToken(tx.random)
        const now = clock.now()
        const row = { token, staffId: actor.id, request: JSON.stringify(request), createdAt: now }
        const id = await insertExport(tx, row)
        const data = { format: request.format, list: listOf(request) }
        await note(tx, { ...row, id, version: 0, headHash: new Uint8Array(0) }, 'exportAsked', data)
        return { url: `${EXPORTS_PATH}${token}`, until: new Date(now + EXPORT_OPEN_MS).toISOString() }
      })
    },

    async openExport(actor, token) {
      if (actor.kind !== 'staff') throw new CivicError('UNAUTHENTICATED', { message: 'staff only' })
      const row = await findExport(db.read, token)
      const now = clock.now()
      if (!row || row.staffId !== actor.id || row.version !== 1 || now >= row.createdAt + EXPORT_OPEN_MS)
        throw new CivicError('NOT_FOUND', { message: 'no such file, or no longer' })
      await db.work((tx) => note(tx, row, 'exportFetched', {}))
      const request = JSON.parse(row.request) as ExportRequest
      const pages = exportRows(appeals, actor, request, { now, utcOffsetMinutes })
      return { format: request.format, bytes: FILES[request.format](counted(row, pages)) }
    },
  }
}

const listOf = ({ format: _, locale: __, words: ___, ...list }: ExportRequest) => list
