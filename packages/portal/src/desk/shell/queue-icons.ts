import type { Queue } from '@civicgrid/sdk'
import { iconClock } from '../../ui/icons.ts'
import {
  iconAlarm,
  iconHourglass,
  iconInbox,
  iconReturn,
  iconMegaphone,
  iconShield,
  iconSend,
  iconStack,
  iconStamp,
  iconTools,
  iconTray,
  iconWalk,
} from '../ui/icons.ts'

export const QUEUE_ICONS: Readonly<Record<Queue, string>> = {
  toAccept: iconInbox,
  toDispatch: iconSend,
  toTake: iconTray,
  inHand: iconTools,
  toReview: iconStamp,
  toVerify: iconWalk,
  bounces: iconReturn,
  extensions: iconClock,
  toPublish: iconMegaphone,
  pressure: iconShield,
  soonDue: iconHourglass,
  overdue: iconAlarm,
  all: iconStack,
}
