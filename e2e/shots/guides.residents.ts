import { BOARD } from './board.ts'
import type { GuidePicture } from './guides.ts'
import { LAYERS } from './layers.ts'
import { NEIGHBOURS } from './neighbours.ts'
import { RESIDENT } from './resident.ts'

/** One of the pictures that are looked at anyway. @param shot its name there */
function of(name: string, shot: string, mode = 'phone'): GuidePicture {
  const found = [...RESIDENT, ...LAYERS, ...NEIGHBOURS, ...BOARD].find((one) => one.name === shot)
  if (!found) throw new Error(`there is no picture ${shot}`)
  return { name: `resident-${name}`, who: found.as, path: '/', mode, do: found.open }
}

/** The pictures of docs/guides/residents: one for each thing that a resident does. */
export const RESIDENT_GUIDE: readonly GuidePicture[] = [
  of('home', 'home'),
  of('elder', 'home', 'phone-elder'),
  of('night', 'home-night'),
  of('send', 'send-filled'),
  of('place', 'send-place'),
  of('recorder', 'send-recorder'),
  of('similar', 'send-similar'),
  of('sent', 'sent'),
  of('later', 'later'),
  of('appeal', 'appeal-open'),
  of('rate', 'appeal-rate'),
  of('look', 'look-found'),
  of('near', 'near'),
  of('joined', 'joined-answered'),
  of('board', 'board'),
  of('board-one', 'board-one'),
  of('settings', 'settings'),
  of('leave', 'home-leave'),
]
