import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { disconnectCalendar, renewSecret } from '../../../src/agenda/calendars/change-connection.ts'
import { syncCalendars } from '../../../src/agenda/calendars/sync-calendars.ts'
import { changeAppointment } from '../../../src/agenda/change-appointment.ts'
import { mandates } from '../../../src/mandates/tables.ts'
import { by, emptyAgenda, mandateFor, secretary } from '../../support/an-agenda.ts'
import { countReads } from '../../support/count-reads.ts'
import { type RealRadicale, radicaleUser, startRealRadicale } from '../../support/real-radicale.ts'
import { describeWithRadicale } from '../../support/where-installed.ts'
import { type CalendarRig, eventText, start, startCalendarRig, supervisor } from './calendar-rig.ts'

const minutes = 60_000
/** The day after, at 10:00 in Paris. */
const ten = new Date('2026-11-18T09:00:00Z')
const eleven = new Date('2026-11-18T10:00:00Z')

describeWithRadicale('her own calendar and ours, with a real calendar server', () => {
  let radicale: RealRadicale
  let rig: CalendarRig
  beforeAll(async () => {
    ;[radicale, rig] = await Promise.all([startRealRadicale(), startCalendarRig()])
  })
  afterAll(() => Promise.all([radicale?.stop(), rig?.close()]))
  beforeEach(async () => {
    rig.clock.now = start
    await rig.forget()
    await emptyAgenda(rig.db)
    await mandateFor(rig.db, rig.morel)
    for (const path of await there()) await radicale.ask('DELETE', path)
  })

  const there = async (): Promise<string[]> => {
    const listed = await radicale.ask('PROPFIND', '/morel/agenda/', undefined, { depth: '1' })
    return [...(await listed.text()).matchAll(/<href>([^<]+\.ics)<\/href>/g)].map(([, path = '']) => path)
  }
  const textAt = async (path: string) => (await radicale.ask('GET', path)).text()
  const putHers = (name: string, text: string) => radicale.ask('PUT', `/morel/agenda/${name}.ics`, text)
  const pass = (ms: number) => {
    rig.clock.now = new Date(rig.clock.now.getTime() + ms)
  }
  /** One of ours in her calendar, where she changes its text. */
  const shown = async (startsAt = ten) => {
    const calendar = await rig.connect(radicale)
    const appointment = await rig.book(startsAt)
    expect(await rig.sync(calendar)).toBe('read')
    const [path = ''] = await there()
    pass(10 * minutes)
    const edit = async (change: (text: string) => string) =>
      (await radicale.ask('PUT', path, change(await textAt(path)))).status
    return { calendar, appointment, path, edit }
  }
  const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, '')
  const moveTo = (at: Date) => (text: string) =>
    text
      .replace(/DTSTART:.*/, `DTSTART:${stamp(at)}`)
      .replace(/DTEND:.*/, `DTEND:${stamp(new Date(at.getTime() + 30 * minutes))}`)
      .replace(/LAST-MODIFIED:.*/, `LAST-MODIFIED:${stamp(rig.clock.now)}`)

  test('what is booked here appears there, follows, and is taken out again', async () => {
    const { calendar, appointment, path } = await shown()
    const first = await textAt(path)
    expect(first).toContain(`UID:${appointment.uid}`)
    expect(first).toContain('DTSTART:20261118T090000Z')
    expect(first).toContain('M. Blanc')
    expect(first).toContain('STATUS:CONFIRMED')
    const change = (step: Parameters<typeof changeAppointment>[2]) =>
      rig.db.transaction((tx) =>
        changeAppointment(
          tx,
          { clientId: appointment.clientId, appointmentId: appointment.id },
          step,
          { ...secretary(rig.clock.now), authority: 'order test' },
          rig.clock.now,
        ),
      )
    await radicale.ask('PUT', path, first.replace('END:VEVENT', 'CATEGORIES:Hers\r\nEND:VEVENT'))
    await change({ step: 'move', startsAt: eleven })
    expect((await rig.find(calendar)).nextAt).toEqual(rig.clock.now)
    await syncCalendars(rig.context)
    await syncCalendars(rig.context)
    const moved = await textAt(path)
    expect(moved).toContain('DTSTART:20261118T100000Z')
    expect(moved).toContain('SEQUENCE:1')
    expect(moved).toContain('CATEGORIES:Hers')
    await change({ step: 'cancel', reason: null })
    await syncCalendars(rig.context)
    expect(await there()).toEqual([])
    expect(await rig.tasks('calendarConflict')).toEqual([])
  })

  test('what she has there makes her busy, and nothing else does', async () => {
    await putHers('hers', eventText('hers', '20261119T090000Z', 'RRULE:FREQ=DAILY;COUNT=3'))
    await putHers('free', eventText('free', '20261119T140000Z', 'TRANSP:TRANSPARENT'))
    await putHers('odd', eventText('odd', 'x').replace('DTSTART:x', 'DTSTART;TZID=Mars:20261119T090000'))
    const calendar = await rig.connect(radicale)
    await rig.book(ten)
    await rig.sync(calendar)
    await rig.sync(calendar)
    const busy = await rig.busy(calendar)
    expect(busy.map(({ startsAt }) => startsAt.toISOString().slice(0, 13))).toEqual([
      ...['2026-11-19T09', '2026-11-20T09', '2026-11-21T09'],
    ])
    expect(busy[0]?.summary).toBe('hers')
    expect((await rig.items(calendar)).find(({ refused }) => refused)).toMatchObject({
      refused: 'unknownZone',
    })
    await radicale.ask('DELETE', '/morel/agenda/hers.ics')
    await rig.sync(calendar)
    expect(await rig.busy(calendar)).toEqual([])
  })

  test('she moves ours there: it is moved here, by her word', async () => {
    const { calendar, appointment, edit } = await shown()
    expect(await edit(moveTo(eleven))).toBe(201)
    await rig.sync(calendar)
    const after = await rig.appointment(appointment.id)
    expect(after).toMatchObject({ startsAt: eleven, state: 'confirmed', decidedAt: rig.clock.now })
    const items = await rig.items(calendar)
    await rig.sync(calendar)
    expect(await rig.items(calendar)).toEqual(items)
  })

  test('a new title or alarm there changes nothing here', async () => {
    const { calendar, appointment, edit, path } = await shown()
    await edit((text) => text.replace(/SUMMARY:.*/, 'SUMMARY:Important!'))
    await rig.sync(calendar)
    expect(await rig.appointment(appointment.id)).toMatchObject({ version: appointment.version })
    expect(await textAt(path)).toContain('Important!')
  })

  test('she deletes ours there: it is cancelled here', async () => {
    const { calendar, appointment, path } = await shown()
    await radicale.ask('DELETE', path)
    await rig.sync(calendar)
    expect(await rig.appointment(appointment.id)).toMatchObject({ state: 'cancelled', startsAt: ten })
    await rig.sync(calendar)
    expect(await there()).toEqual([])
  })

  test('what waits for her answer is tentative there, and she answers it there', async () => {
    await rig.db.delete(mandates)
    const { calendar, appointment, edit } = await shown()
    expect(appointment.state).toBe('proposed')
    await edit((text) => text.replace('STATUS:TENTATIVE', 'STATUS:CONFIRMED'))
    await rig.sync(calendar)
    expect(await rig.appointment(appointment.id)).toMatchObject({ state: 'confirmed' })
    const other = await rig.book(eleven)
    await rig.sync(calendar)
    await radicale.ask('DELETE', `/morel/agenda/permanence-${other.id}.ics`)
    await rig.sync(calendar)
    expect(await rig.appointment(other.id)).toMatchObject({ state: 'declined' })
  })

  test('she moves ours onto another appointment: ours stays, hers is written back, a secretary is told', async () => {
    const { calendar, appointment, edit, path } = await shown()
    await rig.book(eleven)
    await edit(moveTo(eleven))
    await rig.sync(calendar)
    expect(await rig.appointment(appointment.id)).toMatchObject({ startsAt: ten })
    await rig.sync(calendar)
    expect(await textAt(path)).toContain('DTSTART:20261118T090000Z')
    expect(await rig.tasks('calendarConflict')).toMatchObject([{ details: { why: 'taken' } }])
  })

  test('both changed it: the later word holds, and a secretary is told', async () => {
    const move = async (id: string, startsAt: Date, saidAt: Date) => {
      const doing = by({ kind: 'executive', id: rig.morel.id }, 'sms', saidAt)
      const key = { clientId: rig.morel.clientId, appointmentId: id }
      await rig.db.transaction((tx) =>
        changeAppointment(tx, key, { step: 'move', startsAt }, doing, rig.clock.now),
      )
    }
    const later = await shown()
    await later.edit(moveTo(eleven))
    pass(minutes)
    await move(later.appointment.id, new Date('2026-11-18T13:00:00Z'), rig.clock.now)
    pass(minutes)
    await rig.sync(later.calendar)
    await rig.sync(later.calendar)
    const thirteen = { startsAt: new Date('2026-11-18T13:00:00Z') }
    expect(await rig.appointment(later.appointment.id)).toMatchObject(thirteen)
    expect(await textAt(later.path)).toContain('DTSTART:20261118T130000Z')
    expect(await rig.tasks('contradictoryAnswers')).toHaveLength(1)

    await move(later.appointment.id, ten, rig.clock.now)
    pass(minutes)
    await later.edit(moveTo(new Date('2026-11-18T15:00:00Z')))
    pass(minutes)
    await rig.sync(later.calendar)
    await rig.sync(later.calendar)
    expect(await rig.appointment(later.appointment.id)).toMatchObject({
      startsAt: new Date('2026-11-18T15:00:00Z'),
    })
    expect(await rig.tasks('calendarConflict')).toMatchObject([{ details: { why: 'bothChanged' } }])
  })

  test('a calendar that is suddenly empty cancels nothing until somebody says that it is right', async () => {
    await putHers('hers', eventText('hers', '20261119T090000Z'))
    const { calendar, appointment } = await shown()
    await rig.sync(calendar)
    for (const path of await there()) await radicale.ask('DELETE', path)
    expect(await rig.sync(calendar)).toBe('empty')
    expect(await rig.sync(calendar)).toBe('empty')
    expect(await rig.find(calendar)).toMatchObject({ emptySince: rig.clock.now })
    expect(await rig.appointment(appointment.id)).toMatchObject({ state: 'confirmed' })
    expect(await rig.busy(calendar)).toHaveLength(1)
    expect(await rig.tasks('calendarEmpty')).toHaveLength(1)
    expect(await rig.sync(calendar, { obeysEmpty: true })).toBe('read')
    expect(await rig.appointment(appointment.id)).toMatchObject({ state: 'cancelled' })
    expect(await rig.find(calendar)).toMatchObject({ emptySince: null })
    expect(await rig.busy(calendar)).toEqual([])
  })

  test('a wrong password stops at once, until there is a new one', async () => {
    const calendar = await rig.connect(radicale, { password: 'wrong' })
    expect(await rig.sync(calendar)).toBe('failed')
    expect(await rig.find(calendar)).toMatchObject({
      failure: 'credentials',
      failingSince: start,
      attempts: 1,
    })
    expect(await rig.tasks('calendarFailing')).toHaveLength(1)
    pass(24 * 60 * minutes)
    await syncCalendars(rig.context)
    expect(await rig.find(calendar)).toMatchObject({ attempts: 1 })
    const { password: secret } = radicaleUser
    await renewSecret(rig.context, rig.key(calendar), { actor: supervisor, secret })
    await syncCalendars(rig.context)
    expect(await rig.find(calendar)).toMatchObject({
      failure: null,
      failingSince: null,
      readAt: rig.clock.now,
    })
  })

  test('a server that rests is asked again, less and less often, and caught up with', async () => {
    const { calendar, appointment } = await shown()
    await radicale.kill()
    for (const wait of [1, 2, 4]) {
      expect(await rig.sync(calendar)).toBe('failed')
      const { nextAt, failure } = await rig.find(calendar)
      expect([failure, nextAt.getTime() - rig.clock.now.getTime()]).toEqual(['unreachable', wait * minutes])
      expect(await rig.tasks('calendarFailing')).toEqual([])
      pass(wait * minutes)
    }
    expect(await rig.sync(calendar)).toBe('failed')
    expect(await rig.tasks('calendarFailing')).toHaveLength(1)
    await radicale.restart()
    await radicale.ask('DELETE', (await there())[0] ?? '')
    expect(await rig.sync(calendar)).toBe('read')
    expect(await rig.find(calendar)).toMatchObject({ attempts: 0, failure: null })
    expect(await rig.appointment(appointment.id)).toMatchObject({ state: 'cancelled' })
  })

  test('a hundred and fifty events of which ten changed cost the reading of ten', async () => {
    const name = (nth: number) => `many-${nth}.ics`
    const many = (from: number, until: number, at: string) =>
      new Map(
        Array.from({ length: until - from }, (_, nth) => [
          name(from + nth),
          eventText(`many-${from + nth}`, at),
        ]),
      )
    radicale.store(many(0, 150, '20261119T090000Z'))
    const counted = await countReads(radicale.url)
    const calendar = await rig.connect(counted, { writes: false })
    expect(await rig.sync(calendar)).toBe('read')
    expect(counted.reads()).toBe(150)
    radicale.store(many(100, 110, '20261119T140000Z'))
    expect(await rig.sync(calendar)).toBe('read')
    expect(counted.reads()).toBe(160)
    expect((await rig.busy(calendar)).filter(({ startsAt }) => startsAt.getUTCHours() === 14)).toHaveLength(
      10,
    )
    expect(await rig.sync(calendar)).toBe('read')
    expect(counted.reads()).toBe(160)
    counted.close()
  })

  test('disconnected, its password and busy times are gone, and ours stay there', async () => {
    await putHers('hers', eventText('hers', '20261119T090000Z'))
    const { calendar } = await shown()
    await rig.sync(calendar)
    expect(JSON.stringify(await rig.find(calendar))).not.toContain(radicaleUser.password)
    await disconnectCalendar(rig.context, rig.key(calendar), { actor: supervisor })
    expect(await rig.find(calendar)).toMatchObject({ username: null, secret: null, endedAt: rig.clock.now })
    expect(await rig.busy(calendar)).toEqual([])
    expect(await rig.sync(calendar)).toBeNull()
    expect(await there()).toHaveLength(2)
  })
})
