import type { z } from 'zod'
import type {
  bodyAdminInputs,
  bodyDetails,
  bodyItem,
  bodyReceipt,
  ownershipInputs,
  ownershipReceipt,
  ownershipView,
  staffSchema,
} from '@civicgrid/contracts'

/** A member of staff as an administrator reads them; `ref` names them, and says nothing. */
export type StaffMember = z.output<typeof staffSchema.staffItem>
/** One of them with the history of what was changed. */
export type StaffDetails = z.output<typeof staffSchema.staffView>
/** A role in an area, and from when until when. */
export type StaffGrant = StaffMember['grants'][number]
export type StaffReceipt = z.output<typeof staffSchema.staffReceipt>
export type StaffListInput = z.input<(typeof staffSchema.staffAdminInputs)['list']>
export type AddStaffInput = z.input<(typeof staffSchema.staffAdminInputs)['add']>
export type RenameStaffInput = z.input<(typeof staffSchema.staffAdminInputs)['rename']>
export type OnStaff = z.input<(typeof staffSchema.staffAdminInputs)['switchOff']>
export type GrantInput = z.input<(typeof staffSchema.staffAdminInputs)['grant']>
export type EndGrantInput = z.input<(typeof staffSchema.staffAdminInputs)['endGrant']>

/** Who owns what: rules that administrators set, then those of the city's folder. */
export type OwnershipRules = z.output<typeof ownershipView>
export type OwnershipListInput = z.input<(typeof ownershipInputs)['list']>
export type SetOwnerInput = z.input<(typeof ownershipInputs)['set']>
export type EndOwnerInput = z.input<(typeof ownershipInputs)['end']>
export type OwnershipReceipt = z.output<typeof ownershipReceipt>

/** Who works orders for the city: the folder's bodies with what administrators changed, and those that they added. */
export type CityBody = z.output<typeof bodyItem>
/** One of them with the history of what was changed. */
export type CityBodyDetails = z.output<typeof bodyDetails>
export type BodyListInput = z.input<(typeof bodyAdminInputs)['list']>
export type AddBodyInput = z.input<(typeof bodyAdminInputs)['add']>
export type ChangeBodyInput = z.input<(typeof bodyAdminInputs)['change']>
export type SwitchOffBodyInput = z.input<(typeof bodyAdminInputs)['switchOff']>
export type OnBody = z.input<(typeof bodyAdminInputs)['switchOn']>
export type BodyReceipt = z.output<typeof bodyReceipt>
