import { expect, test } from 'vitest'
import { addressList } from '../../http/address.ts'
import { isAllowedByOperator, mayReach } from './webhooks.addresses.ts'

const NONE = addressList([])

test.each([
  '127.0.0.1',
  '127.8.8.8',
  '0.0.0.0',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.100.100.200',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fd00:ec2::254',
  'ff02::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:a9fe:a9fe',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '2002:7f00:1::1',
  '2001:0:53aa:64c::1',
  '2001:db8::1',
  'localhost',
  '2130706433',
  '',
])('%s is not reached', (address) => {
  expect(mayReach(address, NONE)).toBe(false)
})

test.each(['1.1.1.1', '203.0.114.1', '223.5.5.5', '2606:4700::1111', '2400:3200::1', '::ffff:1.1.1.1'])(
  '%s is the public internet',
  (address) => {
    expect(mayReach(address, NONE)).toBe(true)
    expect(isAllowedByOperator(address, NONE)).toBe(false)
  },
)

test('what the operator lets us reach is reached, and its neighbour is not', () => {
  const allowed = addressList(['10.20.0.0/16', '::1'])
  expect([mayReach('10.20.3.4', allowed), mayReach('10.21.3.4', allowed)]).toEqual([true, false])
  expect([mayReach('::ffff:10.20.3.4', allowed), isAllowedByOperator('::ffff:10.20.3.4', allowed)]).toEqual([
    true,
    true,
  ])
  expect([mayReach('::1', allowed), mayReach('127.0.0.1', allowed)]).toEqual([true, false])
})
