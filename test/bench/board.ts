import { get } from 'node:http'
import { chromium, type Page } from 'playwright-core'
import { findChromium } from '../../scripts/installed-parts.mjs'
import { readConfig } from '../../src/config.ts'
import { boardWriter } from '../../src/console/board/board-pages.ts'
import { type BoardsAt, prepareBoards } from '../../src/console/board/find-board.ts'
import { type View, viewOf } from '../../src/console/board/view.ts'
import { sessionCookie } from '../../src/console/session-cookie.ts'
import { openServerDatabase } from '../../src/db/server-database.ts'
import { findSession } from '../../src/secretaries/find-session.ts'
import { startSession } from '../../src/secretaries/start-session.ts'
import { secretaries } from '../../src/secretaries/tables.ts'
import { sign, voiceFields } from './requests.ts'
import { benchSettings, type Server, startWeb } from './servers.ts'
import { demoCallers, demoDatabase, openStage } from './stage.ts'

const boards = 50
const callsPerSecond = 20

/**
 * From the webhook to the row in a real browser, with 50 boards open and 20 calls a second; target: 95 of 100 within
 * 150 ms. One of the boards is a Chromium, the others read their streams and throw them away. What is over is taken
 * off, as it is in life: without that, 20 calls a second would fill every board within seconds.
 */
export async function benchBoard({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const stage = await openStage()
  const url = await demoDatabase(stage, 'board')
  const database = openServerDatabase(url)
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox'] })
  const stop = new AbortController()
  try {
    const server = stage.keep(await startWeb('board', { databaseUrl: url, redisUrl: stage.redisUrl }))
    const config = readConfig({
      ...benchSettings({}),
      TWILIO_AUTH_TOKEN: 'bench-token',
      DATABASE_URL: url,
      REDIS_URL: stage.redisUrl,
    })
    const context = { config, db: database.db, now: () => new Date() }
    // An agency with a health client asks for codes; they were shown before the bench began.
    const people = await database.db.update(secretaries).set({ totpSince: new Date() }).returning()
    const tokens: string[] = []
    for (let n = 0; n < boards; n++) {
      const person = people[n % people.length]
      if (person) tokens.push(await startSession(context, person.id, { address: null, device: 'bench' }))
    }
    const { name } = sessionCookie(config)
    for (const token of tokens.slice(1)) drain(server, `${name}=${token}`, stop.signal)
    const page = await openPage(browser, server, { name, value: tokens[0] ?? '' })
    const waits = await ringMany(page, server, Math.round(600 * scale))
    const session = await findSession(context, tokens[0] ?? '')
    const render = session ? await measureRender(prepareBoards(database.boards), viewOf(session.scope)) : []
    return {
      ...percentiles(waits, 'row'),
      target: 150,
      ...percentiles(render, 'render'),
      renderTarget: 10,
      seen: waits.length,
    }
  } finally {
    stop.abort()
    await browser.close()
    await database.close()
    await stage.close()
  }
}

/** As cheaply as can be: what the bench itself needs would be taken for the server's. */
function drain({ port }: Server, cookie: string, signal: AbortSignal): void {
  const stream = get({ host: '127.0.0.1', port, path: '/console/events', headers: { cookie }, signal })
  stream.on('response', (answer) => answer.on('error', refuse).resume())
  stream.on('error', refuse)
  function refuse(error: Error) {
    if (!signal.aborted) throw error
  }
}

async function openPage(
  browser: Awaited<ReturnType<typeof chromium.launch>>,
  { port }: Server,
  cookie: { name: string; value: string },
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.context().addCookies([{ ...cookie, url: `http://127.0.0.1:${port}` }])
  await page.goto(`http://127.0.0.1:${port}/console`)
  await page.locator('#live[data-state=on]').waitFor()
  await page.evaluate(noteRows)
  return page
}

/** When each row of a call was first painted, by the caller's number, in milliseconds since 1970. */
const noteRows = `
  window.painted = {}
  const note = () => requestAnimationFrame(() => {
    for (const row of document.querySelectorAll('#calls li a')) window.painted[row.textContent.replaceAll(/\\D/g, '')] ??= Date.now()
  })
  new MutationObserver(note).observe(document.getElementById('board'), { childList: true, subtree: true })`

/** Open loop: each call has its moment, whether or not the one before was answered. */
async function ringMany(page: Page, { port }: Server, count: number): Promise<number[]> {
  const sentAt = new Map<string, number>()
  const startedAt = Date.now()
  const answers: Promise<void>[] = []
  for (let n = 0; n < count; n++) {
    const due = startedAt + (n * 1000) / callsPerSecond
    await new Promise((wake) => setTimeout(wake, Math.max(0, due - Date.now())))
    const { line = '' } = demoCallers[n] ?? {}
    const from = `+3362${String(n).padStart(7, '0')}`
    sentAt.set(`0${from.slice(3)}`, Date.now())
    answers.push(call(port, { line, from }))
  }
  await Promise.all(answers)
  await new Promise((wake) => setTimeout(wake, 1000))
  const painted = await page.evaluate<Record<string, number>>('window.painted')
  return [...sentAt].map(([number, at]) => (painted[number] ?? Number.POSITIVE_INFINITY) - at)
}

/** A call that ends three seconds later, so that about 60 are under way. */
async function call(port: number, ringing: { line: string; from: string }): Promise<void> {
  const fields = voiceFields(ringing)
  await post(port, '/twilio/voice', fields)
  await new Promise((wake) => setTimeout(wake, 2000))
  const over = { CallStatus: 'completed', CallDuration: '2', SequenceNumber: '3' }
  await post(port, '/twilio/voice-status', { ...fields, ...over })
}

async function post(port: number, path: string, fields: Record<string, string>): Promise<void> {
  const signature = sign(fields, `http://bench.permanence.test${path}`)
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'x-twilio-signature': signature },
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  await answer.arrayBuffer()
}

/** The whole of one board as it stands after the calls: read and written, and the writing alone. */
async function measureRender(boardsAt: BoardsAt, view: View): Promise<number[]> {
  const waits: number[] = []
  for (let n = 0; n < 120; n++) {
    const startedAt = performance.now()
    const now = new Date()
    boardWriter({ language: 'fr', now })(await boardsAt(now)(view)).toString()
    if (n >= 20) waits.push(performance.now() - startedAt)
  }
  return waits
}

function percentiles(waits: readonly number[], what: string): Record<string, number> {
  const sorted = [...waits].sort((a, b) => a - b)
  const at = (share: number) =>
    Math.round((sorted[Math.floor(sorted.length * share)] ?? Number.NaN) * 10) / 10
  return { [`${what}P50`]: at(0.5), [`${what}P95`]: at(0.95), [`${what}P99`]: at(0.99) }
}
