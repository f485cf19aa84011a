import { APPEAL_KINDS, APPEAL_STATUSES, CHANNELS, EXPORT_COLUMNS } from '@civicgrid/contracts/constants'
import type { ExportInput } from '@civicgrid/sdk'
import type { Words } from '../../platform/words.ts'

/** The words of an exported list, in the language that its reader chose: the server has none. */
export function exportWords({ word }: Pick<Words, 'word'>): NonNullable<ExportInput['words']> {
  const of = (prefix: string, values: readonly string[]) =>
    Object.fromEntries(values.map((value) => [value, word(prefix, value)]))
  return {
    columns: of('column', EXPORT_COLUMNS),
    status: of('status', APPEAL_STATUSES),
    kind: of('kind', APPEAL_KINDS),
    channel: of('channel', CHANNELS),
    overdue: word('column', 'overdue'),
  }
}
