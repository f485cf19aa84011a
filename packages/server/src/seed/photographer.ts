import { hash } from 'node:crypto'
import type { ResidentActor, StaffActor } from '@civicgrid/contracts'
import sharp from 'sharp'
import { keyOf } from '../files/files.service.ts'
import { insertFile } from '../files/files.store.ts'
import type { FileStorage } from '../files/storage.ts'
import { newToken, type Db, type Random } from '../kernel/index.ts'
import type { Dice } from './dice.ts'
import { drawScene } from './scenes.ts'

/** Different pictures of each kind; drawing one takes longer than everything else that is done for an appeal. */
const SCENES = 10
const THUMB = 320

/** Uploads drawn photos for people of the demo. @returns the file's token */
export type Photographer = (owner: ResidentActor | StaffActor, at: number, mended: boolean) => Promise<string>

interface Picture {
  photo: Buffer
  thumb: Buffer
}

export async function photographer(db: Db, storage: FileStorage, dice: Dice, random: Random): Promise<Photographer> {
  const draw = async (mended: boolean): Promise<Picture> => {
    const photo = await drawScene(dice, mended)
    return { photo, thumb: await sharp(photo).resize(THUMB).jpeg({ quality: 74 }).toBuffer() }
  }
  const series = async (mended: boolean): Promise<Picture[]> => {
    const pictures: Picture[] = []
    for (let i = 0; i < SCENES; i++) pictures.push(await draw(mended))
    return pictures
  }
  const pictures = { before: await series(false), after: await series(true) }

  return async (owner, at, mended) => {
    const { photo, thumb } = dice.pick(mended ? pictures.after : pictures.before)
    const token = newToken(random)
    await Promise.all([storage.put(keyOf(token, 'photo'), photo), storage.put(keyOf(token, 'thumb'), thumb)])
    await db.work((tx) =>
      insertFile(tx, {
        token,
        ownerKind: owner.kind,
        ownerId: owner.id,
        mime: 'image/jpeg',
        bytes: photo.length,
        width: 960,
        height: 720,
        sha256: hash('sha256', photo, 'buffer'),
        takenAt: at,
        lng: null,
        lat: null,
        createdAt: at,
      }),
    )
    return token
  }
}
