import { CivicError, TEXT_MAX, type ErrorCode } from '@civicgrid/contracts'
import type { core } from 'zod'

/** Why a field was refused, in a word that a form can translate; never its value. */
const WHY: Partial<Record<core.$ZodIssue['code'], string>> = {
  invalid_type: 'type',
  invalid_format: 'format',
  invalid_value: 'value',
  too_big: 'tooBig',
  too_small: 'tooSmall',
  unrecognized_keys: 'unknown',
  custom: 'custom',
}

function codeOf(issue: core.$ZodIssue): ErrorCode | undefined {
  if (issue.code !== 'too_big') return undefined
  if (issue.path.at(-1) === 'photos') return 'TOO_MANY_PHOTOS'
  return issue.origin === 'string' && issue.maximum === TEXT_MAX ? 'TEXT_TOO_LONG' : undefined
}

/** What a schema refused, by field. */
export function fromZod(error: { issues: readonly core.$ZodIssue[] }): CivicError {
  const fields = Object.fromEntries(
    error.issues.map((issue) => [issue.path.join('.') || 'input', WHY[issue.code] ?? 'value']),
  )
  const code = error.issues.map(codeOf).find((found) => found !== undefined)
  return new CivicError(code ?? 'BAD_INPUT', { message: `refused: ${Object.keys(fields).join(', ')}`, fields })
}
