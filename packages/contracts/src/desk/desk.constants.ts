/** The order of a list: what runs out first, or by when it was sent. */
export const LIST_SORTS = ['due', 'newest', 'oldest'] as const
export type ListSort = (typeof LIST_SORTS)[number]

/** The boards: no step of the loop waits in them, only time. */
export const DUE_BOARDS = ['soonDue', 'overdue'] as const
export type DueBoard = (typeof DUE_BOARDS)[number]

/** What runs out within this time is soon due, ms. */
export const SOON_DUE_MS = 24 * 3_600_000

/** Lists are counted up to here; past it nobody reads the number. */
export const COUNT_MAX = 1_000

/** Rows of a list that are asked about at a time: more than any screen shows. */
export const STANDING_MAX = 100

/** Orders of one bulk dispatch. */
export const DISPATCH_MAX = 50

/** Views that one person keeps. */
export const VIEWS_MAX = 20
export const VIEW_NAME_MAX = 20

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** The columns of an exported list, in their order. Contacts are never among them. */
export const EXPORT_COLUMNS = [
  'code',
  'status',
  'kind',
  'category',
  'text',
  'place',
  'area',
  'body',
  'channel',
  'round',
  'submittedAt',
  'dueAt',
  'overdue',
  'exportedBy',
] as const
export type ExportColumn = (typeof EXPORT_COLUMNS)[number]

/** Rows of one file: what a spreadsheet still opens in comfort. */
export const EXPORT_ROWS_MAX = 100_000

/** How long the address of an export may be opened, ms. */
export const EXPORT_OPEN_MS = 5 * 60_000

/** How often whoever has an order open says so, and after which silence they have left, ms. */
export const PRESENT_EVERY_MS = 10_000
export const PRESENT_FOR_MS = 30_000
