import { pagesOf, type Pages } from '../pages.ts'
import type { CallOptions, Caller, CommandOptions } from '../transport/caller.types.ts'
import type * as wire from '../wire/administration.ts'
import { commandsOf } from './commands.ts'

type Does<Input, Output> = (input: Input, options?: CommandOptions) => Promise<Output>

/** Who works for the city, for administrators. @throws CivicError FORBIDDEN, SAME_PERSON (one's own rights), VERSION_CONFLICT */
export interface StaffFacade {
  list(filter?: Omit<wire.StaffListInput, 'cursor'>, options?: CallOptions): Pages<wire.StaffMember>
  get(ref: string, options?: CallOptions): Promise<wire.StaffDetails>
  add: Does<wire.AddStaffInput, wire.StaffReceipt>
  rename: Does<wire.RenameStaffInput, wire.StaffReceipt>
  switchOff: Does<wire.OnStaff, wire.StaffReceipt>
  switchOn: Does<wire.OnStaff, wire.StaffReceipt>
  /** A role in an area; it holds from `from`, never from before now. */
  grant: Does<wire.GrantInput, wire.StaffReceipt>
  endGrant: Does<wire.EndGrantInput, wire.StaffReceipt>
}

/** The city's bodies, for administrators of where they serve. @throws CivicError FORBIDDEN, VERSION_CONFLICT, NOT_ALLOWED_NOW */
export interface BodiesFacade {
  list(filter?: Omit<wire.BodyListInput, 'cursor'>, options?: CallOptions): Pages<wire.CityBody>
  get(code: string, options?: CallOptions): Promise<wire.CityBodyDetails>
  add: Does<wire.AddBodyInput, wire.BodyReceipt>
  /** Name and published number. */
  change: Does<wire.ChangeBodyInput, wire.BodyReceipt>
  /** Takes no new work from then until then; what it has it works to the end. */
  switchOff: Does<wire.SwitchOffBodyInput, wire.BodyReceipt>
  switchOn: Does<wire.OnBody, wire.BodyReceipt>
}

/** Who owns category × area, with effective dates, for administrators of the area. */
export interface OwnershipFacade {
  list(input: wire.OwnershipListInput, options?: CallOptions): Promise<wire.OwnershipRules>
  /** One that runs on past the new one's beginning ends there. @throws CivicError NOT_ALLOWED_NOW when a later one is set */
  set: Does<wire.SetOwnerInput, wire.OwnershipReceipt>
  end: Does<wire.EndOwnerInput, wire.OwnershipReceipt>
}

export const staffFacade = (call: Caller): StaffFacade => ({
  ...commandsOf(call, 'staff', ['add', 'rename', 'switchOff', 'switchOn', 'grant', 'endGrant']),
  list: (filter, options) => pagesOf((cursor, own) => call.query('staff.list', { ...filter, cursor }, own), options),
  get: (ref, options) => call.query('staff.get', { ref }, options),
})

export const bodiesFacade = (call: Caller): BodiesFacade => ({
  ...commandsOf(call, 'bodies', ['add', 'change', 'switchOff', 'switchOn']),
  list: (filter, options) => pagesOf((cursor, own) => call.query('bodies.list', { ...filter, cursor }, own), options),
  get: (code, options) => call.query('bodies.get', { code }, options),
})

export const ownershipFacade = (call: Caller): OwnershipFacade => ({
  list: (input, options) => call.query('ownership.list', input, options),
  ...commandsOf(call, 'ownership', ['set', 'end']),
})
