import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type * as wire from '../wire/appeals.ts'
import { commandsOf } from './commands.ts'

/** What the desk has around its orders; for staff. */
export interface DeskFacade {
  /** Lists that the caller keeps under names of their own. */
  views(options?: CallOptions): Promise<wire.SavedView[]>
  /** The same name again replaces. @throws CivicError NOT_ALLOWED_NOW when 20 are kept */
  saveView(view: wire.SavedView, options?: CommandOptions): Promise<void>
  removeView(name: string, options?: CommandOptions): Promise<void>
  /** Says that one has an order open (or has left it), and asks who else has. */
  present(input: wire.PresentInput, options?: CommandOptions): Promise<wire.Present>
  /** Each order by itself: some may go while others are told why not. */
  dispatchMany(input: wire.DispatchManyInput, options?: CommandOptions): Promise<wire.DispatchResult[]>
  /** A list as a file. It is noted in the log before the address is given; `url` is relative to the server's. */
  exportList(input: wire.ExportInput, options?: CommandOptions): Promise<wire.ExportedList>
}

export const deskFacade = (call: Caller): DeskFacade => ({
  views: async (options) => (await call.query('desk.views', undefined, options)).items,
  saveView: async (view, options) => void (await call.command('desk.saveView', view, options)),
  removeView: async (name, options) => void (await call.command('desk.removeView', { name }, options)),
  ...commandsOf(call, 'desk', ['present', 'exportList']),
  dispatchMany: async (input, options) => (await call.command('desk.dispatchMany', input, options)).results,
})
