import type { Sql } from '../../kernel/index.ts'
import { heldGrants, integrationOf, type Integration } from '../integrations.store.ts'

/** Why an integration is told nothing: it is not at work, or the city does not let it have webhooks now. */
export type Silence = 'integration' | 'scope'

export async function silenceOf(
  sql: Sql,
  { id, status }: Pick<Integration, 'id' | 'status'>,
  now: number,
): Promise<Silence | null> {
  if (status !== 'active') return 'integration'
  return (await heldGrants(sql, id, now)).some(({ scope }) => scope === 'webhooks') ? null : 'scope'
}

export async function mayHear(sql: Sql, integrationId: number, now: number): Promise<boolean> {
  const integration = await integrationOf(sql, integrationId)
  return integration !== undefined && (await silenceOf(sql, integration, now)) === null
}
