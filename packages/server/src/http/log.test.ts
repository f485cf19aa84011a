import { expect, test } from 'vitest'
import { blot, createLog } from './log.ts'

function captured(): { lines: string[]; log: ReturnType<typeof createLog> } {
  const lines: string[] = []
  return { lines, log: createLog({ level: 'info', destination: { write: (line: string) => void lines.push(line) } }) }
}

test('a field that names something personal is taken out, three levels deep', () => {
  const { lines, log } = captured()
  log.info(
    {
      phone: '13800005678',
      actor: { name: '李秀英', id: 3 },
      request: { input: { text: '路灯坏了' }, headers: { cookie: 'civic=abc' } },
    },
    'answered',
  )
  const line = lines.join('')
  for (const secret of ['13800005678', '李秀英', '路灯坏了', 'civic=abc']) expect(line).not.toContain(secret)
  expect(line).toContain('"id":3')
  expect(line).toContain('[removed]')
})

test('an error is told by kind and place, and its message without what it quotes', () => {
  const { lines, log } = captured()
  const cause = Object.assign(new Error('Key (phoneHash)=(13800005678) already exists for "李秀英"'), { code: '23505' })
  log.error({ requestId: 'r1', err: new TypeError('could not save', { cause }) }, 'unforeseen')
  const line = lines.join('')
  expect(line).not.toMatch(/13800005678|李秀英/)
  const told = JSON.parse(line)
  expect(told.err).toMatchObject({ kind: 'TypeError', said: 'could not save', because: { code: '23505' } })
  expect(told.err.at[0]).toContain('log.test.ts')
})

test.each([
  ['Unexpected token 路 in JSON', 'Unexpected token … in JSON'],
  ['invalid input: 138 0000 5678', 'invalid input: …'],
  ["near 'li@example.cn'", 'near …'],
  ['bad li@example.cn', 'bad …'],
  ['no such table: main.Appeal', 'no such table: main.Appeal'],
])('%s → %s', (message, said) => {
  expect(blot(message)).toBe(said)
})
