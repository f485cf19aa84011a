import type { Progress } from '@civicgrid/sdk'
import { city } from '../../platform/boot.ts'
import { local, time, word } from '../../platform/words.ts'
import { promiseLine } from '../status.ts'

const WIDTH = 750
const EDGE = 56
const STEP = 84

/** What the picture says; nothing of who sent it, from where, or under which code. @param now epoch milliseconds */
export function pictureWords(appeal: Progress, now: number) {
  return {
    head: local(city().serviceName),
    category: local(appeal.category.name),
    status: word('status', appeal.status),
    promise: promiseLine(appeal, now).text,
    stages: appeal.stages.map(({ stage, state, at }) => ({
      name: word('stage', stage),
      done: state === 'done' || state === 'current',
      when: at ? time().moment(at, now) : word('stepState', state),
    })),
    foot: `${local(city().hotline.name)} ${city().hotline.number} · ${time().full(now)}`,
  }
}

/** Draws it in the city's own colours. @returns a PNG as a data URL */
export function drawPicture(words: ReturnType<typeof pictureWords>): string {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = 470 + words.stages.length * STEP
  const pen = canvas.getContext('2d')
  if (!pen) return ''
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(`--cg-${name}`).trim()
  const font = getComputedStyle(document.body).fontFamily
  const write = (text: string, x: number, y: number, size: number, ink: string, weight = 400) => {
    pen.font = `${weight} ${size}px ${font}`
    pen.fillStyle = colour(ink)
    pen.fillText(text, x, y, WIDTH - x - EDGE)
  }
  pen.fillStyle = colour('page')
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = colour('brand')
  pen.fillRect(0, 0, canvas.width, 12)
  write(words.head, EDGE, 84, 28, 'ink2')
  write(words.category, EDGE, 160, 34, 'ink', 600)
  write(words.status, EDGE, 232, 56, 'brand-ink', 700)
  write(words.promise, EDGE, 290, 32, 'ink')
  words.stages.forEach(({ name, done, when }, i) => {
    const y = 372 + i * STEP
    pen.beginPath()
    pen.arc(EDGE + 14, y - 10, 14, 0, 2 * Math.PI)
    pen.fillStyle = colour(done ? 'brand' : 'line')
    pen.fill()
    write(name, EDGE + 52, y, 30, done ? 'ink' : 'ink3', done ? 600 : 400)
    write(when, EDGE + 300, y, 26, 'ink2')
  })
  write(words.foot, EDGE, canvas.height - 56, 24, 'ink2')
  return canvas.toDataURL('image/png')
}
