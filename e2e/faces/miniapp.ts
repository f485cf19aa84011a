/** The built mini-program on the harness's quick phone. */
import { fromWgs84 } from '@civicgrid/contracts/constants'
import type { PhoneOptions } from '@civicgrid/miniapp-harness'
import type { Persona } from '@civicgrid/sdk'
import { chosen, hold, pairOf, words as said, type Held } from '../miniapp/phones.ts'
import type { Cast } from '../support/cast.ts'
import { local, t } from '../support/words.ts'
import type { ResidentFace, Where } from './face.ts'

const PAGES = { send: '/appeals/send/index', mine: '/appeals/mine/index', look: '/appeals/look/index' }
const address = (where: Where) => {
  if (typeof where === 'string') return PAGES[where]
  return 'appeal' in where ? `/appeals/appeal/index?code=${where.appeal}` : `/board/joined/index?ref=${where.joined}`
}
const named = (element: Element) => element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''

export async function miniappFace(world: { url: string; cast: Cast }, who?: Persona): Promise<ResidentFace> {
  const { place } = world.cast
  const [longitude, latitude] = fromWgs84([place.lng, place.lat], 'GCJ-02')
  const options: PhoneOptions = {
    storage: who ? { 'civic-pair': await pairOf(world.url, who.persona) } : {},
    answers: {
      chooseMedia: chosen(1),
      chooseLocation: { success: { name: local(place.name), address: '', longitude, latitude } },
    },
  }
  let held: Held = await hold(world.url, options)
  let keysBefore: string[] = []
  const sent = () =>
    held.network.seen
      .filter(({ url }) => url.includes('appeals.submit'))
      .map(({ header }) => header['idempotency-key'] ?? '')
  const until = (seen: () => boolean, what: string) => held.phone.until(seen, what)
  const has = (role: string, name: string) => until(() => held.phone.has(role, name), `${role} «${name}»`)
  /** A person waits until a button can be pressed. */
  const ready = (role: string, name: string) =>
    until(
      () => held.phone.has(role, name) && !held.phone.find(role, name).hasAttribute('data-off'),
      `${role} «${name}»`,
    )
  const tap = async (role: string, name: string) => {
    await ready(role, name)
    held.phone.tap(held.phone.find(role, name))
  }
  const field = (label: string) =>
    [...held.phone.document.querySelectorAll<HTMLInputElement>('input, textarea')].findLast((each) =>
      named(each).includes(label),
    )
  const text = () => `${held.phone.text()} ${held.phone.state().toasts.join(' ')}`
  /** A form that is not there yet would lose what is typed: its category comes with the city. */
  const formThere = () => has('button', t('send.submit'))
  return {
    async open(where) {
      const wrong = held.phone.open(address(where))
      if (wrong) throw new Error(wrong)
      if (where === 'send') await formThere()
    },
    press: (name) => tap('button', name),
    async pressQuickly(name, times) {
      await has('button', name)
      const one = held.phone.find('button', name)
      for (let i = 0; i < times; i++) held.phone.tap(one)
    },
    choose: (name) => tap('radio', name),
    async type(label, words) {
      await until(() => field(label) !== undefined, `field «${label}»`)
      held.phone.type(label, words)
    },
    typed: async (label) => field(label)?.value ?? '',
    reads: (words) => until(() => text().includes(words), words),
    text: async () => text(),
    offers: async (name) => held.phone.has('button', name),
    async pickCategory(leaf) {
      const name = local(leaf.name)
      const proposed = held.phone.has('button', t('send.categoryChange'))
      await tap('button', t(proposed ? 'send.categoryChange' : 'send.categoryPick'))
      await has('dialog', t('send.categoryPick'))
      held.phone.type(t('send.categoryPick'), name)
      await tap('button', name)
      await until(() => !held.phone.has('dialog', t('send.categoryPick')), 'the form')
    },
    async pickPlace() {
      await tap('button', t('send.placePick'))
      await has('button', local(place.name))
    },
    async findPlace(sought) {
      const name = local(sought.name)
      await tap('button', said('mini.placeByName'))
      await has('dialog', t('place.title'))
      held.phone.type(t('place.search'), name)
      await tap('button', name)
      await until(() => !held.phone.has('dialog', t('place.title')), 'the form')
    },
    async addPhoto() {
      await tap('button', t('photo.add'))
      await has('img', '1')
    },
    async sentCode() {
      await until(() => text().includes(t('sent.thanks')), 'the receipt')
      return held.phone.state().pages.at(-1)?.query['code'] ?? ''
    },
    async comeBack() {
      held.phone.hide()
      const { storage } = held.phone.state()
      keysBefore = [...keysBefore, ...sent()]
      held.phone.kill()
      held = await hold(world.url, { ...options, storage, path: PAGES.send.slice(1) })
      await until(() => held.phone.text().includes(t('send.draftBack')), 'what was written')
    },
    async loseAnswer() {
      let lost = false
      held.network.trouble = (url) => {
        if (lost || !url.includes('appeals.submit')) return null
        lost = true
        return 'lost'
      }
    },
    async looksAway() {
      let away = true
      held.network.trouble = (url) => {
        if (url.includes('/trpc/appeals.')) away = false
        return away && url.includes('progress.get') ? 'cut' : null
      }
    },
    asked: (procedure) => held.network.seen.filter(({ url }) => url.includes(procedure)).length,
    keys: () => [...keysBefore, ...sent()],
    async end() {
      const { faults } = held.phone.state()
      held.phone.kill()
      if (faults.length > 0) throw new Error(faults.join('\n'))
    },
  }
}
