/** Bare requests, so that no retry of the SDK hides an answer. */
import type { ErrorBody } from '@civicgrid/contracts'
import type { Persona, Receipt, SubmitInput } from '@civicgrid/sdk'
import { leaves, type Cast } from '../support/cast.ts'

export interface Answer {
  status: number
  /** Seconds after which to come again. */
  retryAfter: string | null
  /** Null for a refusal. */
  receipt: Receipt | null
  code: string | null
}

/** The token of the demo door. */
export async function tokenOf(url: string, { persona, realm }: Persona): Promise<string> {
  const answer = await fetch(`${url}/trpc/identity.demoSignIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-civic-realm': realm },
    body: JSON.stringify({ persona }),
  })
  const { result } = (await answer.json()) as { result: { data: { token: string } } }
  return result.data.token
}

/** Sends an appeal once. @throws TypeError when no answer comes */
export async function submit(url: string, token: string, key: string, input: SubmitInput): Promise<Answer> {
  const answer = await fetch(`${url}/trpc/appeals.submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': key },
    body: JSON.stringify(input),
  })
  const body = (await answer.json()) as { result: { data: Receipt } } | ErrorBody
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    receipt: 'result' in body ? body.result.data : null,
    code: 'error' in body ? body.error.data.code : null,
  }
}

/** An appeal that asks for nothing but words and a place. */
export function appealOf({ place }: Cast, text: string): SubmitInput {
  const leaf = leaves.find((one) => !one.photoRequired && !one.urgent)
  if (!leaf) throw new Error('every category of the city asks for a photo')
  const { lng, lat } = place
  return {
    kind: leaf.kinds[0] ?? 'help',
    category: leaf.code,
    text,
    place: { point: { lng, lat, crs: 'WGS-84' }, address: '东门外' },
  }
}
