import type { z } from 'zod'
import type { ownershipInputs, ownershipReceipt, ownershipView, staffSchema } from '@civicgrid/contracts'

type StaffIn = typeof staffSchema.staffAdminInputs

/** A member of staff as an administrator reads them; `ref` names them, and says nothing. */
export type StaffMember = z.output<typeof staffSchema.staffItem>
/** One of them with the history of what was changed. */
export type StaffDetails = z.output<typeof staffSchema.staffView>
/** A role in an area, and from when until when. */
export type StaffGrant = StaffMember['grants'][number]
export type StaffReceipt = z.output<typeof staffSchema.staffReceipt>
export type StaffListInput = z.input<StaffIn['list']>
export type AddStaffInput = z.input<StaffIn['add']>
export type RenameStaffInput = z.input<StaffIn['rename']>
export type OnStaff = z.input<StaffIn['switchOff']>
export type GrantInput = z.input<StaffIn['grant']>
export type EndGrantInput = z.input<StaffIn['endGrant']>

/** Who owns what: rules that administrators set, then those of the city's folder. */
export type OwnershipRules = z.output<typeof ownershipView>
export type OwnershipListInput = z.input<(typeof ownershipInputs)['list']>
export type SetOwnerInput = z.input<(typeof ownershipInputs)['set']>
export type EndOwnerInput = z.input<(typeof ownershipInputs)['end']>
export type OwnershipReceipt = z.output<typeof ownershipReceipt>
