/** From which address a request comes: made-up headers change nothing, trusted proxies are believed. */
import type { IncomingMessage } from 'node:http'
import { addressReader } from '../../bot/http/address'

const from = (remoteAddress: string, said?: string): IncomingMessage =>
  ({ socket: { remoteAddress }, headers: said === undefined ? {} : { 'x-forwarded-for': said } }) as never

const none = addressReader([])
const behind = addressReader(['10.0.0.0/8', '2001:db8:1::/48', '127.0.0.1'])

it.each([
  ['192.0.2.7', undefined, '192.0.2.7'],
  ['::ffff:192.0.2.7', undefined, '192.0.2.7'],
  ['192.0.2.7', '198.51.100.1', '192.0.2.7'],
  ['127.0.0.1', '198.51.100.1', '127.0.0.1'],
  ['10.0.0.1', '198.51.100.1, 10.0.0.9', '10.0.0.1'],
])('without trusted proxies %s saying %p is %s', (remote, said, address) => {
  expect(none.of(from(remote, said))).toBe(address)
})

it.each([
  ['10.1.2.3', '198.51.100.1', '198.51.100.1'],
  ['::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1'],
  ['10.1.2.3', '198.51.100.1:4711', '198.51.100.1'],
  ['10.1.2.3', '198.51.100.1, 10.9.9.9', '198.51.100.1'],
  // What a stranger wrote down before the first proxy heard it.
  ['10.1.2.3', '203.0.113.9, 198.51.100.1', '198.51.100.1'],
  ['10.1.2.3', '10.0.0.5, 203.0.113.9, 198.51.100.1', '198.51.100.1'],
  ['10.1.2.3', 'unknown', '10.1.2.3'],
  ['10.1.2.3', '198.51.100.1, <script>', '10.1.2.3'],
  ['10.1.2.3', ',,,', '10.1.2.3'],
  ['10.1.2.3', undefined, '10.1.2.3'],
  ['192.0.2.7', '198.51.100.1', '192.0.2.7'],
  ['2001:db8:1::5', '198.51.100.1', '198.51.100.1'],
  ['127.0.0.1', '[2001:db8:9::1]:443', '2001:db8:9:0::/64'],
  ['10.1.2.3', '10.4.5.6', '10.4.5.6'],
])('behind trusted proxies %s saying %p is %s', (remote, said, address) => {
  expect(behind.of(from(remote, said))).toBe(address)
})

it.each([
  ['2001:db8:a:b:1:2:3:4', '2001:db8:a:b::/64'],
  ['2001:db8:a:b::1', '2001:db8:a:b::/64'],
  ['2001:0DB8:000a:000b:ffff::', '2001:db8:a:b::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('an IPv6 line is one address: %s is %s', (remote, address) => {
  expect(none.of(from(remote))).toBe(address)
})

it('tells when a proxy that nobody has named stands before the service', () => {
  expect(none.hidden(from('192.0.2.7', '198.51.100.1'))).toBe(true)
  expect(behind.hidden(from('10.1.2.3', '198.51.100.1'))).toBe(false)
  expect(none.hidden(from('192.0.2.7'))).toBe(false)
})
