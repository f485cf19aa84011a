import { refusal } from '../kernel/machine.ts'
import {
  WEBHOOK_COMMANDS,
  webhookMachine,
  type EndpointState,
  type WebhookCommand,
  type WebhookContext,
  type WebhookRole,
} from './webhook.machine.ts'

/** What this role may do with an endpoint now, for its page. */
export const webhookActions = (state: EndpointState, role: WebhookRole, context: WebhookContext): WebhookCommand[] =>
  WEBHOOK_COMMANDS.filter(
    (name) => mayWebhook(role, name) && name !== 'add' && refusal(webhookMachine, state, name, context) === null,
  )

export const mayWebhook = (role: WebhookRole, name: WebhookCommand): boolean => {
  const by: readonly WebhookRole[] = webhookMachine.commands[name].by
  return by.includes(role)
}

/** Whether an endpoint that chose these types is sent a message of this one. */
export const wantsType = (types: readonly string[], type: string): boolean => types.length === 0 || types.includes(type)
