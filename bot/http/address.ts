/** From which address a request comes: that of the connection, or what a proxy that is trusted says of it. */
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'

export interface Addresses {
  /** An IPv6 address is cut to its line's part (/64): whoever has one has them all. */
  of(request: IncomingMessage): string
  /** Whether a proxy that is not trusted stands before the service: then all behind it look like one. */
  hidden(request: IncomingMessage): boolean
}

/** @param trusted addresses and ranges, `10.0.0.0/8` */
export function addressReader(trusted: readonly string[]): Addresses {
  const known = new BlockList()
  for (const one of trusted) {
    const [address = '', bits] = one.split('/')
    known.addSubnet(address, Number(bits ?? (isIPv6(address) ? 128 : 32)), familyOf(address))
  }
  const isTrusted = (address: string) => isIP(address) !== 0 && known.check(address, familyOf(address))
  const connection = (request: IncomingMessage) => plain(request.socket.remoteAddress ?? '')
  return {
    of: (request) => {
      let address = connection(request)
      // Each proxy writes down at the end whom it has heard. What stands before the first stranger, anybody may have made up.
      for (const said of forwarded(request).reverse()) {
        if (!isTrusted(address) || isIP(said) === 0) break
        address = said
      }
      return lineOf(address)
    },
    hidden: (request) => forwarded(request).length > 0 && !isTrusted(connection(request)),
  }
}

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')

function forwarded({ headers }: IncomingMessage): string[] {
  const said = headers['x-forwarded-for']
  const whole = (Array.isArray(said) ? said.join() : (said ?? '')).slice(0, 2000)
  return whole
    .split(',')
    .map((one) => plain(one.trim()))
    .filter(Boolean)
}

/** Without port and brackets; IPv4 as such, also where the socket speaks both. */
function plain(address: string): string {
  const bare = /^\[(.+)\](:\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address
  return /^::ffff:([\d.]+)$/i.exec(bare)?.[1] ?? bare
}

function lineOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const before = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const gap = tail === undefined ? [] : Array(Math.max(0, 8 - before.length - after.length)).fill('0')
  const groups = [...before, ...gap, ...after].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
