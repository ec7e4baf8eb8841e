import { eq } from 'drizzle-orm'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callHandlings, calls } from '../../../src/calls/tables.ts'
import { contacts } from '../../../src/clients/tables.ts'
import { secretaries } from '../../../src/secretaries/tables.ts'
import { openTask } from '../../../src/tasks/open-task.ts'
import { tasks } from '../../../src/tasks/tables.ts'
import { taskKinds } from '../../../src/tasks/task-kinds.ts'
import { executiveWith, messageFor } from '../../support/a-message.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { violations } from '../../support/axe.ts'
import { startChromium } from '../../support/chromium.ts'
import { signIn } from '../../support/console-rig.ts'
import { lines, ring } from '../../support/ring.ts'
import { describeWithChromium } from '../../support/where-installed.ts'

/** `BOARD_PICTURES=/some/folder` keeps what was seen. */
const pictures = process.env.BOARD_PICTURES

describeWithChromium('the board and a task', () => {
  let rig: AgencyRig
  let browser: Browser
  let paths: Record<string, string>
  beforeAll(async () => {
    rig = await startAgencyRig({ work: false })
    browser = await startChromium()
    const taskPath = await stageDay(rig)
    const agency = { shifts: '/console/shifts', teams: '/console/teams', secours: '/console/secours' }
    paths = { board: '/console', task: taskPath, callbacks: '/console/callbacks', ...agency }
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await rig?.close()
  })

  test.each([
    ['fr', 'light', 1440],
    ['fr', 'dark', 390],
    ['en', 'light', 390],
    ['en', 'dark', 1440],
  ] as const)(
    'keep nobody out and fit the screen (%s, %s, %i px)',
    async (language, colorScheme, width) => {
      await rig.context.db.update(secretaries).set({ language }).where(eq(secretaries.key, 'claire'))
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme,
        bypassCSP: true,
      })
      await context.addCookies([{ ...(await signIn(rig, 'claire')).cookie, url: rig.url }])
      const page = await context.newPage()
      for (const [name, path] of Object.entries(paths)) {
        await page.goto(rig.url + path)
        await page.locator('#live[data-state=on]').waitFor()
        if (pictures)
          await page.screenshot({ path: `${pictures}/${name}-${language}-${width}.png`, fullPage: true })
        expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBe(width)
        expect(await page.evaluate(smallTargets), name).toEqual([])
        if (language === 'fr') expect(await violations(page), name).toEqual([])
      }
      if (width === 390) await page.locator('.opens-menu').click()
      else await page.locator('[data-opens-help]').click()
      if (pictures) await page.screenshot({ path: `${pictures}/open-${language}-${width}.png` })
      if (language === 'fr') expect(await violations(page), 'opened').toEqual([])
      await context.close()
    },
    120_000,
  )
})

/** A busy day: every stage of a call, every kind of task, names of every kind. */
async function stageDay(rig: AgencyRig): Promise<string> {
  const { db, now } = rig.context
  const ago = (seconds: number) => new Date(now().getTime() - seconds * 1000)
  const set = async (change: Partial<typeof calls.$inferInsert>, from = '+33612345678', to = lines.morel) => {
    const call = await ring(rig, { from, to })
    await db.update(calls).set(change).where(eq(calls.id, call.id))
    return call
  }
  await db
    .update(contacts)
    .set({ name: `Mᵉ <Petit> \u202e${'très '.repeat(40)}` })
    .where(eq(contacts.key, 'petit'))
  await set({ arrivedAt: ago(4) }, '+33199002002')
  await set({ arrivedAt: ago(9) }, '+33199002001')
  await set({ arrivedAt: ago(31), voicemailAt: ago(12) }, 'anonymous', lines.durand)
  await set({ arrivedAt: ago(95), acceptedAt: ago(80), dialledAt: ago(90) }, '+33199002001')
  const mine = await set({ arrivedAt: ago(260) }, '+33698765432', lines.lenoir)
  const [alice] = await db.select().from(secretaries).where(eq(secretaries.key, 'alice'))
  const handling = { clientId: mine.clientId, callId: mine.id, secretaryId: alice?.id ?? '' }
  await db.insert(callHandlings).values({ ...handling, takenAt: ago(250) })
  const over = (seconds: number) => ({
    arrivedAt: ago(seconds),
    endedAt: ago(seconds - 40),
    concludeAt: null,
  })
  await set({ ...over(300), disposition: 'voicemail' })
  await set({ ...over(700), disposition: 'discarded' }, '+33199009999')
  await set({ ...over(1500), disposition: 'forwarded' }, '+33199002001')
  rig.exchange.text({
    from: '+33612345678',
    to: lines.durand,
    body: 'Grosse fuite sous l’évier, venez vite ! 12 rue des Lilas, 2e étage',
  })
  rig.exchange.text({
    from: '+33199002002',
    to: lines.morel,
    body: 'Pouvez-vous me confirmer jeudi 10 h ? Merci',
  })
  await rig.exchange.settled()
  const morel = await executiveWith(db, '+33199001101')
  const messageId = await messageFor(db, morel, ago(600))
  const details = {
    messageId,
    executiveId: morel.id,
    number: '+33199001101',
    text: 'Oui, mais pas avant 18 h',
    failure: 'notMobile',
  }
  for (const [place, kind] of taskKinds.slice(0, 6).entries())
    await openTask(
      db,
      { clientId: morel.clientId, audience: 'secretary', kind, key: kind, details },
      ago(1000 - place),
    )
  const [task] = await db.select().from(tasks).where(eq(tasks.kind, 'callback'))
  return `/console/tasks/${task?.clientId}/${task?.id}`
}

const smallTargets = `[...document.querySelectorAll('main button, main [role=button], header button, header a, #board li a')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24)
  .map((one) => one.outerHTML.slice(0, 90) + one.getBoundingClientRect().height)`
