import { miniapp } from '@civicgrid/kit/locales/zh-CN/miniapp'
import { resident } from '@civicgrid/kit/locales/zh-CN/resident'
import type { Face } from './face.ts'

/**
 * What stands on the page on which one writes in one face alone, and what does the same in the other. A journey of both faces
 * looks whether it is so; what stands here is tried in the journeys of its own face.
 */
export const OWN: readonly { words: string; of: Face; instead: string }[] = [
  { words: resident['place.locate'], of: 'miniapp', instead: 'the same button, on the sheet with the map' },
  { words: miniapp['mini.placeByName'], of: 'miniapp', instead: 'the search on the sheet with the map' },
  { words: miniapp['mini.plateTyped'], of: 'miniapp', instead: 'the field beside the photo of the code, in one sheet' },
]
