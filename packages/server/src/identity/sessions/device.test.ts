import { expect, test } from 'vitest'
import { deviceOf } from './device.ts'

const WEBKIT = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'
test.each([
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 12_0 like Mac OS X) ${WEBKIT} Mobile/15A372 MicroMessenger/8.0.40`,
    'wechat/iphone',
  ],
  ['Mozilla/5.0 (Linux; Android 8.0; MI 6) AppleWebKit/537.36 Chrome/61.0 Mobile Safari/537.36', 'chrome/android'],
  ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Safari/537.36 AlipayClient/10.5', 'alipay/android'],
  ['Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114 Safari/537.36 ArkWeb/4.1', 'chrome/harmony'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120', 'edge/windows'],
  [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/17 Safari/605.1.15`, 'safari/mac'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0', 'firefox/linux'],
  ['curl/8', 'other/other'],
])('%s', (agent, device) => expect(deviceOf(agent)).toBe(device))
test('nothing said is nothing known', () => expect(deviceOf(undefined)).toBeNull())
