import type { Progress } from '@civicgrid/sdk'
import { t, word } from '../platform/words.ts'

/** 王某 代 李某 办理: who acts and for whom, where somebody does; a name that is not told is the part they play. */
export function actingLine({ acting }: Pick<Progress, 'acting'>): string | null {
  if (!acting) return null
  return t('acting.both', {
    agent: acting.agent ?? word('role', 'agent'),
    principal: acting.principal ?? word('role', 'resident'),
  })
}
