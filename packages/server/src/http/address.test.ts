import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { addressKey, addressList, clientAddress, isLoopback } from './address.ts'

function from(remoteAddress: string, forwarded?: string): IncomingMessage {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress })
  const message = new IncomingMessage(socket)
  if (forwarded !== undefined) message.headers['x-forwarded-for'] = forwarded
  return message
}

const none = addressList([])
const proxies = addressList(['10.0.0.0/8', '2001:db8::1'])

describe('who sent a request', () => {
  test.each([
    ['without proxies the header is not believed', none, '203.0.113.9', '1.1.1.1', '203.0.113.9'],
    ['a trusted proxy tells', proxies, '10.1.2.3', '203.0.113.9', '203.0.113.9'],
    [
      'what a client wrote in front of our proxies does not count',
      proxies,
      '10.1.2.3',
      '1.1.1.1, 203.0.113.9, 10.9.9.9',
      '203.0.113.9',
    ],
    ['a stranger is no proxy', proxies, '203.0.113.9', '1.1.1.1', '203.0.113.9'],
    ['nonsense ends the search', proxies, '10.1.2.3', 'unknown', '10.1.2.3'],
    ['IPv4 inside IPv6 is IPv4', proxies, '::ffff:10.1.2.3', '::ffff:203.0.113.9', '203.0.113.9'],
    ['an IPv6 proxy', proxies, '2001:db8::1', '2001:db8:5::7', '2001:db8:5::7'],
  ])('%s', (_fact, list, remote, header, expected) => {
    expect(clientAddress(from(remote, header), list)).toBe(expected)
  })
})

test('this machine is this machine only when no proxy passed the request on', () => {
  expect(isLoopback(from('127.0.0.1'))).toBe(true)
  expect(isLoopback(from('::1'))).toBe(true)
  expect(isLoopback(from('::ffff:127.0.0.1'))).toBe(true)
  expect(isLoopback(from('127.0.0.1', '203.0.113.9'))).toBe(false)
  expect(isLoopback(from('203.0.113.9'))).toBe(false)
})

test('limits count IPv6 by /64', () => {
  expect(addressKey('203.0.113.9')).toBe('203.0.113.9')
  expect(addressKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
  expect(addressKey('2001:db8::6')).toBe('2001:db8:0:0::/64')
  expect(addressKey('2001:db8:0:0:9::1')).toBe(addressKey('2001:db8::6'))
  expect(addressKey('::1')).toBe('0:0:0:0::/64')
})

test('a list of proxies takes addresses and ranges, and nothing else', () => {
  expect(() => addressList(['proxy.internal'])).toThrow('proxy.internal')
})
