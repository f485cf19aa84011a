import type { z } from 'zod'
import type { me, newPlace, persona, roleView, savedPlace, signedIn, uploadedFile } from '@civicgrid/contracts'

/** A role as its holder reads it. */
export type Role = z.output<typeof roleView>
/** Who the session speaks for. */
export type Me = z.output<typeof me>
/** A way in by the demo door. */
export type Persona = z.output<typeof persona>
/** A session that was just opened. */
export type SignedIn = z.output<typeof signedIn>
/** A place that a resident returns to, before it is kept. WGS-84. */
export type NewPlace = z.input<typeof newPlace>
/** A kept place. */
export type SavedPlace = z.output<typeof savedPlace>
/** A kept photo, with what the phone had written into it, for its sender alone. */
export type UploadedFile = z.output<typeof uploadedFile>
