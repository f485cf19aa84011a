import type { Keyring } from '../../kernel/index.ts'
import type { AppealCity } from '../appeals.context.ts'
import { refOf } from '../appeals.ref.ts'
import { strangerItem, type NeighbourItem } from './appeals.stranger.ts'

/** What an appeal is to strangers, under the name that they have for it. */
export const neighbourOf = (
  appeal: Parameters<typeof strangerItem>[1] & { readonly id: number },
  city: AppealCity,
  keys: Keyring,
): NeighbourItem => strangerItem(refOf(keys, appeal.id), appeal, city)
