import type { Logger } from 'pino'
import type { LoadedCity } from './city/index.ts'
import type { Env } from './env.ts'
import type { Sessions } from './identity/sessions/sessions.ts'
import type { StaffAdministration } from './identity/staff/staff.service.ts'
import { createIntegrationsAtDesk } from './integrations/desk/index.ts'
import { createEmbedding } from './integrations/embed/embed.service.ts'
import { createIntegrations } from './integrations/index.ts'
import type { ShownToken } from './integrations/tokens/tokens.ts'
import { runWebhooks } from './integrations/webhooks/index.ts'
import type { Kernel } from './kernel/index.ts'

export interface IntegrationOptions {
  kernel: Kernel
  city: LoadedCity
  sessions: Sessions
  staff: StaffAdministration
  env: Env
  log: Logger
}

/** What partners reach the city by: tokens and consents, our page in theirs, webhooks, and their own pages at the desk. */
export function composeIntegrations({ kernel, city, sessions, staff, env, log }: IntegrationOptions) {
  const { utcOffsetMinutes } = city.city.settings
  const integrations = createIntegrations({
    kernel,
    utcOffsetMinutes,
    onError: (err) => log.error({ err }, 'the OpenID provider failed'),
  })
  const embedding = createEmbedding(kernel, (actor) => sessions.accountOf(actor))
  const atDesk = createIntegrationsAtDesk({ kernel, city, staff, env })
  const webhooks = runWebhooks({ kernel, allow: env.webhookAllow, log })
  return {
    integrations,
    consents: integrations.consents,
    embedding,
    atDesk,
    webhooks,
    /** For whoever finds out who speaks. */
    tokens: {
      // A partner's token, or one of our page's in a partner's frame.
      actorOf: async (shown: ShownToken) => (await embedding.actorOf(shown.token)) ?? integrations.actorOf(shown),
      spend: integrations.spend,
      used: atDesk.used,
    },
    async stop() {
      await atDesk.stop()
      await webhooks.stop()
      integrations.watch.stop()
    },
  }
}
