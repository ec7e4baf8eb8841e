import { BlockList, isIPv4 } from 'node:net'

// This machine, networks of one's own, links, tests, what carriers share, multicast, what is reserved; IPv6 likewise,
// with the forms that wrap an IPv4 address (mapped, NAT64, 6to4, Teredo).
const ranges4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]
const ranges6 = [
  ...['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32'],
  ...['2002::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'],
]

const blocked = new BlockList()
for (const range of ranges4) blocked.addSubnet(...subnet(range), 'ipv4')
for (const range of ranges6) blocked.addSubnet(...subnet(range), 'ipv6')

function subnet(range: string): [string, number] {
  const [address = '', bits] = range.split('/')
  return [address, Number(bits)]
}

/** Whether an IP address leads anywhere but to a public host. A mapped IPv4 address is judged as what it maps. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.split('%')[0] ?? ''
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1]
  if (mapped) return blocked.check(mapped, 'ipv4')
  return blocked.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6')
}
