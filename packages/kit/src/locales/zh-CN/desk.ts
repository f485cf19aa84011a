import { deskAccess } from './desk.access.ts'
import { deskActions } from './desk.actions.ts'
import { deskAdmin } from './desk.admin.ts'
import { deskAuthorities } from './desk.authorities.ts'
import { deskBodies } from './desk.bodies.ts'
import { deskRound } from './desk.round.ts'
import { deskInsight } from './desk.insight.ts'
import { deskIntegrations } from './desk.integrations.ts'
import { deskLists } from './desk.lists.ts'
import { deskIntake } from './desk.intake.ts'
import { deskOrder } from './desk.order.ts'
import { deskPublish } from './desk.publish.ts'
import { deskShell } from './desk.shell.ts'
import { deskWebhooks } from './desk.webhooks.ts'
import { errors } from './errors.ts'
import { loop } from './loop.ts'

/** Everything that staff reads at the desk; residents never load it. Words of the loop that speak to residents are said anew. */
export const desk = {
  ...errors,
  ...loop,
  ...deskShell,
  ...deskOrder,
  ...deskAccess,
  ...deskActions,
  ...deskPublish,
  ...deskLists,
  ...deskAdmin,
  ...deskAuthorities,
  ...deskBodies,
  ...deskInsight,
  ...deskRound,
  ...deskIntegrations,
  ...deskIntake,
  ...deskWebhooks,

  // The same codes, told to a colleague: what is in the way, and what to do now.
  UNAUTHENTICATED: '登录已过期，请重新登录，您写的内容都还在',
  FORBIDDEN: '这件工单不在您的权限或管辖范围内',
  NOT_FOUND: '没有找到这件工单，或不在您的管辖范围内',
  CLIENT_TOO_OLD: '工作台版本太旧了，请刷新页面',
  GROUND_UNKNOWN: '这个理由不在清单里了，请重新选一个',
  IDEMPOTENCY_CONFLICT: '这次提交和上一次内容不一样，请看看最新经过再提交',
  VERSION_CONFLICT: '刚刚有人先办了，已为您更新，请看过变化再提交',
  WRONG_STATE: '工单已到下一步，现在不能这样办，请看最新经过',
  NOT_ALLOWED_NOW: '现在还不能这样办，请看最新经过',
  REHANDLE_WINDOW_OVER: '已过重新办理的期限',
  REHANDLES_USED: '重新办理的次数已用完',
  BOUNCE_USED: '本单位已经退过一次单，不能再退',
  EXTENSION_CAP: '超过了可延期的天数，请改少一些',
  VERIFICATION_NEEDED: '这一类要先现场核查通过，才能审核通过',
  DEPARTMENT_DUTY: '这是部门的职责，不能派给网格，请改选部门',
  SAME_PERSON: '发现、办理、审核核查要由不同的人来做，请换一位同事',
  URGED_TODAY: '今天已经催过了，明天可以再催',
  STORAGE_FULL: '系统存储已满，请联系运维，内容请先留在本页',
  INTERNAL: '系统出了点问题，请稍后再试；仍不行请把错误编号告诉运维',
} as const
