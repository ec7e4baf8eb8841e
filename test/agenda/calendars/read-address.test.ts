import { createServer } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findFreePort } from '../../support/server-process.ts'
import { type CalendarRig, eventText, start, startCalendarRig } from './calendar-rig.ts'

const minutes = 60_000
let rig: CalendarRig
let url = ''
let answer: { status: number; body: string; etag?: string }
let asked: (string | undefined)[] = []
const server = createServer(({ headers }, reply) => {
  asked.push(headers['if-none-match'])
  const { status, body, etag } = answer
  const same = etag !== undefined && headers['if-none-match'] === etag
  reply.writeHead(same ? 304 : status, etag ? { etag } : {}).end(same ? undefined : body)
})
beforeAll(async () => {
  rig = await startCalendarRig()
  const port = await findFreePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${port}`
})
afterAll(async () => {
  server.close()
  await rig?.close()
})
beforeEach(async () => {
  rig.clock.now = start
  asked = []
  await rig.forget()
})

const empty = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n'
const hers = eventText('hers', '20261119T090000Z', 'RRULE:FREQ=DAILY;COUNT=2')

test('a published calendar makes her busy, and is fetched again only when it changed', async () => {
  answer = { status: 200, body: hers, etag: '"1"' }
  const id = await rig.subscribe(`${url}/private-0123456789/basic.ics`)
  expect(await rig.sync(id)).toBe('read')
  expect(await rig.busy(id)).toHaveLength(2)
  expect(JSON.stringify(await rig.find(id))).not.toContain('0123456789')
  expect((await rig.find(id)).nextAt.getTime() - start.getTime()).toBe(15 * minutes)
  rig.clock.now = new Date(start.getTime() + 15 * minutes)
  expect(await rig.sync(id)).toBe('read')
  expect(asked).toEqual([undefined, '"1"'])
  expect(await rig.find(id)).toMatchObject({ readAt: rig.clock.now })
  answer = { status: 200, body: eventText('other', '20261120T090000Z'), etag: '"2"' }
  await rig.sync(id)
  expect((await rig.busy(id)).map(({ href }) => href)).toEqual(['other'])
})

test('ours come back with it, and take no time twice', async () => {
  const appointment = await rig.book(new Date('2026-11-18T09:00:00Z'))
  answer = { status: 200, body: eventText(appointment.uid, '20261118T090000Z') }
  const id = await rig.subscribe(`${url}/x.ics`)
  expect(await rig.sync(id)).toBe('read')
  expect(await rig.busy(id)).toEqual([])
})

test('suddenly empty, it is not obeyed until somebody says so', async () => {
  answer = { status: 200, body: hers }
  const id = await rig.subscribe(`${url}/x.ics`)
  await rig.sync(id)
  answer = { status: 200, body: empty }
  expect(await rig.sync(id)).toBe('empty')
  expect(await rig.busy(id)).toHaveLength(2)
  expect(await rig.sync(id, { obeysEmpty: true })).toBe('read')
  expect(await rig.busy(id)).toEqual([])
})

test.each([
  ['10 MB', 200, `${hers}${' '.repeat(10 * 1024 * 1024)}`, 'tooLarge'],
  ['a page to sign in', 200, '<html>Sign in</html>', 'notACalendar'],
  ['an address that was withdrawn', 404, '', 'notThere'],
  ['a refusal', 403, '', 'credentials'],
  ['an error', 502, '', 'refused'],
])('%s leaves her busy times as they were, and is said', async (_, status, body, failure) => {
  answer = { status: 200, body: hers }
  const id = await rig.subscribe(`${url}/x.ics`)
  await rig.sync(id)
  answer = { status, body }
  expect(await rig.sync(id)).toBe('failed')
  expect(await rig.find(id)).toMatchObject({ failure, failingSince: start })
  expect(await rig.busy(id)).toHaveLength(2)
})

test('an address on this machine is not asked where that is not allowed', async () => {
  const closed = await startCalendarRig({ PRIVATE_CALENDARS: 'no' })
  const id = await closed.subscribe(`${url.replace('http:', 'https:')}/x.ics`)
  expect(await closed.sync(id)).toBe('failed')
  expect(await closed.find(id)).toMatchObject({ failure: 'forbiddenAddress' })
  expect(asked).toEqual([])
  await closed.close()
})
