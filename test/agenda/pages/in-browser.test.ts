import { eq } from 'drizzle-orm'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookAppointment } from '../../../src/agenda/book-appointment.ts'
import { absences, appointments, appointmentTypes } from '../../../src/agenda/tables.ts'
import { newId } from '../../../src/ids.ts'
import { focusedName, pressAzerty, startBrowser, takeSeat } from '../../console/desk/desk-browser.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { bookingOf, by } from '../../support/an-agenda.ts'
import { violationsInBothSchemes } from '../../support/axe.ts'
import { ring } from '../../support/ring.ts'
import { until } from '../../support/until.ts'
import { describeWithChromium } from '../../support/where-installed.ts'
import { executiveOf } from './agenda-stage.ts'

/** A folder for pictures to be looked at. */
const shots = process.env.SCREENSHOTS

describeWithChromium('the agenda in a browser', () => {
  let rig: AgencyRig
  let browser: Browser
  beforeAll(async () => {
    rig = await startAgencyRig({ work: false })
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await rig?.close()
  })

  test('from a call to a confirmed appointment by keys alone, on a French keyboard', async () => {
    const call = await ring(rig, { from: '+33199002002' })
    const { page, close } = await takeSeat(rig, browser, 'alice', { bypassCSP: true })
    await page.goto(`${rig.url}/console/calls/${call.clientId}/${call.id}`)
    await page.keyboard.press('r')
    await page.locator('.booking-page.scripted').waitFor()
    await pressAzerty(page, 'Digit2', 'é')
    await page.locator('#countdown .timer').waitFor()
    expect(await page.locator('.granted').count()).toBe(1)
    if (shots) await page.screenshot({ path: `${shots}/booking.png`, fullPage: true })
    expect(await violationsInBothSchemes(page)).toEqual([])
    expect(await focusedName(page)).toBe('answer.0')
    await page.keyboard.type('Non')
    await page.keyboard.press('Control+Enter')
    await page.locator('.appointment-page').waitFor()
    const [row] = await rig.context.db.select().from(appointments).where(eq(appointments.sourceId, call.id))
    expect(row).toMatchObject({ callerName: 'M. Blanc', callerNumber: '+33199002002', reservedUntil: null })
    if (shots) await page.screenshot({ path: `${shots}/appointment.png`, fullPage: true })
    expect(await violationsInBothSchemes(page)).toEqual([])
    await close()
  })

  test('what she only kept is given back as she leaves', async () => {
    const call = await ring(rig, { from: '+33199002002' })
    const { page, close } = await takeSeat(rig, browser, 'alice')
    await page.goto(`${rig.url}/console/clients/${call.clientId}/book`)
    await page.locator('.booking-page.scripted').waitFor()
    await page.keyboard.press('1')
    await page.locator('#countdown .timer').waitFor()
    const kept = () => rig.context.db.select().from(appointments).where(eq(appointments.state, 'reserved'))
    expect((await kept()).length).toBe(1)
    await page.goto(`${rig.url}/console`)
    await until('it is given back', async () => ((await kept()).length === 0 ? true : null))
    await close()
  })

  test('a week is read and walked through by keys, and is a list on a telephone', async () => {
    const clientId = await fillWeek(rig)
    const { page, close } = await takeSeat(rig, browser, 'alice', { bypassCSP: true })
    await page.goto(`${rig.url}/console/agenda?client=${clientId}&date=2026-11-24`)
    expect(await page.locator('a.entry').count()).toBe(6)
    if (shots) await page.screenshot({ path: `${shots}/week.png`, fullPage: true })
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate('document.activeElement.className')).toContain('entry')
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/date=2026-12-01/)
    await page.keyboard.press('ArrowLeft')
    await page.waitForURL(/date=2026-11-24/)
    await page.keyboard.press('m')
    await page.locator('.month').waitFor()
    if (shots) await page.screenshot({ path: `${shots}/month.png`, fullPage: true })
    expect(await violationsInBothSchemes(page)).toEqual([])
    await page.keyboard.press('j')
    await page.locator('.calendar.day').waitFor()
    if (shots) await page.screenshot({ path: `${shots}/day.png`, fullPage: true })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${rig.url}/console/agenda?client=${clientId}&date=2026-11-24`)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    if (shots) await page.screenshot({ path: `${shots}/week-390.png`, fullPage: true })
    await page.goto(`${rig.url}/console/clients/${clientId}/book`)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    if (shots) await page.screenshot({ path: `${shots}/booking-390.png`, fullPage: true })
    await close()
  })
})

/** Six appointments of two people in one week, two at once of them, one proposed; and an absence. */
async function fillWeek(rig: AgencyRig): Promise<number> {
  const { db, now } = rig.context
  const { clientId } = await ring(rig)
  const people = [await executiveOf(rig, clientId, 'morel'), await executiveOf(rig, clientId, 'roux')]
  const types = await db.select().from(appointmentTypes).where(eq(appointmentTypes.clientId, clientId))
  const times = ['23T09:00', '24T09:00', '24T14:30', '25T10:00', '26T16:00', '27T11:00']
  for (const [place, time] of times.entries()) {
    const executive = people[place % 2]
    if (!executive) throw new Error('two people')
    const type = types[place % types.length]
    const startsAt = new Date(`2026-11-${time}:00+01:00`)
    const booking = bookingOf(executive, {
      ...{ startsAt, endsAt: new Date(startsAt.getTime() + (type?.minutes ?? 30) * 60_000) },
      title: type?.name ?? 'Rendez-vous',
      caller: { name: `Mme Bois ${place}`, number: null, email: null, contactId: null, language: 'fr' },
    })
    const given = type && (type.executiveKeys.length === 0 || type.executiveKeys.includes(executive.key))
    const doing = by({ kind: 'executive', id: executive.id }, 'page', now())
    const booked = await db.transaction((tx) =>
      bookAppointment(tx, { ...booking, typeId: given ? type.id : null }, doing, now()),
    )
    if (booked.kind !== 'booked') throw new Error(`${time} was ${booked.kind}`)
    if (place === 3)
      await db
        .update(appointments)
        .set({ state: 'proposed' })
        .where(eq(appointments.id, booked.appointment.id))
  }
  const [first] = people
  const away = { startsAt: new Date('2026-11-26T07:00:00Z'), endsAt: new Date('2026-11-26T18:00:00Z') }
  if (first)
    await db
      .insert(absences)
      .values({ clientId, id: newId(), executiveId: first.id, ...away, label: null, createdAt: now() })
  return clientId
}
