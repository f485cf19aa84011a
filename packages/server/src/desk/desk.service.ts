import type { Appeals } from '../appeals/index.ts'
import type { Kernel } from '../kernel/index.ts'
import { createDeskDispatch, type DeskDispatch } from './desk.dispatch.service.ts'
import { createDeskExports, type DeskExports } from './desk.export.service.ts'
import { createDeskPresence, type DeskPresence } from './desk.presence.service.ts'
import { createDeskViews, type DeskViews } from './desk.views.service.ts'

/** What the desk has around its orders: views, presence, files, many at once. */
export interface Desk extends DeskViews, DeskPresence, DeskDispatch, DeskExports {}

export interface DeskOptions {
  readonly kernel: Kernel
  readonly appeals: Appeals
  readonly utcOffsetMinutes: number
}

export function createDesk({ kernel, appeals, utcOffsetMinutes }: DeskOptions): Desk {
  return {
    ...createDeskViews(kernel),
    ...createDeskPresence(kernel, appeals),
    ...createDeskDispatch(appeals),
    ...createDeskExports(kernel, appeals, utcOffsetMinutes),
  }
}
