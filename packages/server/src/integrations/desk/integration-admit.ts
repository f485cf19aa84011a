import { SCOPE_RULES, type CityText, type IntegrationInputs, type IntegrationScope } from '@civicgrid/contracts'
import type { Tx } from '../../kernel/index.ts'
import { insertIntegration, loadIntegration } from '../integrations.store.ts'
import { noIntegration } from './integration-desk.access.ts'
import { changeGrant, changeIntegration, type Jwk } from './integration-desk.record.ts'

/** An integration that is at work from its first moment. */
export interface Admitted {
  readonly publicId: string
  readonly name: CityText
  readonly operator: string
  readonly purpose: CityText
  readonly areaPath: string
  readonly origins: readonly string[]
  readonly redirects: readonly string[]
  readonly jwk: Jwk & { readonly kid: string }
  readonly scopes: readonly IntegrationScope[]
  /** Epoch milliseconds, of every grant. */
  readonly until: number
}

/** As an administrator would have registered it, in one go: for demos, with the same machine and the same log. */
export async function admitIntegration(tx: Tx, admitted: Admitted, now: number): Promise<void> {
  const { publicId, name, operator, purpose, areaPath, origins, redirects, jwk, until } = admitted
  const by = { id: null, role: 'system', now } as const
  const id = await insertIntegration(tx, {
    publicId,
    status: 'draft',
    jurisdiction: areaPath,
    name,
    purpose,
    operator,
    jwks: null,
    jwksUri: null,
    redirectUris: [],
    origins: [],
    createdAt: now,
    state: '{}',
  })
  const row = async () => {
    const found = await loadIntegration(tx, id)
    if (!found) throw noIntegration()
    return found
  }
  const give = async <Name extends keyof IntegrationInputs>(
    command: Name,
    input: IntegrationInputs[Name],
    keys: readonly Jwk[] = [],
  ) => changeIntegration(tx, await row(), command, [input], by, keys)
  await give('register', { areaPath, name, operator })
  await give('describe', { name, operator, purpose })
  await give('setAddresses', { redirects, origins })
  await give('addKey', { kid: jwk.kid }, [jwk])
  await give('activate', {})
  for (const scope of admitted.scopes) {
    const { perDay } = SCOPE_RULES[scope]
    await changeGrant(tx, await row(), null, 'grantScope', { scope, purpose, from: now, until, perDay }, by)
  }
}
