import { createServer, type RequestListener } from 'node:http'
import { afterAll, describe, expect, test } from 'vitest'
import { openGuardedFetch } from '../../../src/agenda/calendars/guarded-fetch.ts'
import { isPrivateAddress } from '../../../src/agenda/calendars/private-address.ts'

const servers: { close: () => void }[] = []
afterAll(() => {
  for (const server of servers) server.close()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push({ close: () => server.closeAllConnections() }, server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const place = server.address()
  return `http://127.0.0.1:${typeof place === 'object' ? place?.port : ''}`
}

const closed = { allowsPrivate: false, maxBytes: 10_000, timeoutMs: 10_000 }
const open = { ...closed, allowsPrivate: true }
const failureOf = (url: string, guard = closed) => {
  const guarded = openGuardedFetch(guard)
  return guarded
    .fetch(url)
    .then(
      (response) => response.status,
      (error) => error.kind,
    )
    .finally(guarded.close)
}

test.each([
  ...['127.0.0.1', '0.0.0.0', '10.1.2.3', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
  ...['224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1%eth0', 'fd00::1', '::ffff:127.0.0.1'],
  ...['::ffff:7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::', 'ff02::1'],
])('%s is no public address', (address) => expect(isPrivateAddress(address)).toBe(true))

test.each(['8.8.8.8', '172.32.0.1', '2a00:1450:4007::200e', '::ffff:8.8.8.8'])('%s is one', (address) =>
  expect(isPrivateAddress(address)).toBe(false),
)

describe('an address that leads into our own network is not asked', () => {
  test.each([
    ...[
      'https://127.0.0.1/',
      'https://localhost/',
      'https://0x7f.1/',
      'https://2130706433/',
      'https://[::1]/',
    ],
    ...[
      'https://[::ffff:169.254.169.254]/',
      'https://169.254.169.254/latest/meta-data/',
      'file:///etc/passwd',
    ],
    ...['http://example.org/', 'ftp://example.org/', 'not an address', 'https://localhost.localdomain/'],
  ])('%s', async (url) => {
    expect(await failureOf(url)).toMatch(/^(forbiddenAddress|unreachable)$/)
  })

  test('nothing reaches a server on this machine, by its number or its name', async () => {
    let asked = 0
    const url = await serve((_, reply) => {
      asked += 1
      reply.end()
    })
    const secure = url.replace('http:', 'https:')
    expect(await failureOf(secure)).toBe('forbiddenAddress')
    expect(await failureOf(secure.replace('127.0.0.1', 'localhost'))).toBe('forbiddenAddress')
    expect(asked).toBe(0)
    expect(await failureOf(url, open)).toBe(200)
  })
})

describe('what a server answers is taken within limits', () => {
  test('credentials do not go along to another host', async () => {
    const seen: (string | undefined)[] = []
    const second = await serve(({ headers }, reply) => {
      seen.push(headers.authorization)
      reply.end('there')
    })
    const first = await serve(({ url }, reply) => {
      const location = url === '/away' ? `${second}/` : '/away'
      reply.writeHead(302, { location }).end()
    })
    const { fetch, close } = openGuardedFetch(open)
    const response = await fetch(`${first}/`, { headers: { authorization: 'Basic c2VjcmV0' } })
    expect(await response.text()).toBe('there')
    expect(response.url).toBe(`${second}/`)
    expect(seen).toEqual([undefined])
    close()
  })

  test('not more than so many bytes, redirects or seconds', async () => {
    const endless = await serve((_, reply) => {
      const more = () => reply.write('x'.repeat(5_000), () => !reply.destroyed && more())
      more()
    })
    expect(await failureOf(endless, open)).toBe('tooLarge')
    const circle = await serve((_, reply) => reply.writeHead(302, { location: '/again' }).end())
    expect(await failureOf(circle, open)).toBe('notThere')
    const silent = await serve(() => {})
    expect(await failureOf(silent, { ...open, timeoutMs: 50 })).toBe('tooSlow')
    const drips = await serve((_, reply) => reply.write('x'))
    expect(await failureOf(drips, { ...open, timeoutMs: 50 })).toBe('tooSlow')
    expect(await failureOf('http://127.0.0.1:1/', open)).toBe('unreachable')
  })
})
