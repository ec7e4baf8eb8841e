import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { localTime } from '../../src/rules/local-time.ts'
import { until } from '../support/until.ts'
import type { Handed } from './far-ends.ts'
import { executivesPerClient, fillEmbedded, fillServer } from './fill-executives.ts'
import { benchUrl, sign, textFields, voiceFields } from './requests.ts'
import { root, type Server, startSmallAgency, startWeb, startWorker } from './servers.ts'
import { openStage } from './stage.ts'

const minuteMs = 60_000
const webhooksPerSecond = 50

/**
 * All executives due at the same minute, ten lines each, by text and e-mail, while calls and urgent texts come in.
 * Targets on a server: everything handed over within 30 s, urgent ones p95 ≤ 5 s, webhooks p99 ≤ 100 ms.
 */
export async function benchDigests({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const executives = Math.round(1_000 * scale)
  return { executives, target: 30, ...(await onServer(executives)) }
}

/** The same on the embedded database, for information. */
export async function benchDigestsEmbedded({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const executives = Math.round(1_000 * scale)
  return { executives, ...(await onEmbedded(executives)) }
}

async function onServer(executives: number) {
  const stage = await openStage()
  const far = await startFarEnds()
  try {
    const databaseUrl = await stage.database('digests')
    const dueAt = dueSoon()
    await fillServer(databaseUrl, { executives, timeLocal: timeOf(dueAt) })
    const storage = { databaseUrl, redisUrl: stage.redisUrl, ...far.settings }
    const web = stage.keep(await startWeb('web', storage))
    stage.keep(await startWorker('worker', storage))
    return await measure(web, far, { executives, dueAt })
  } finally {
    await stage.close()
    far.stop()
  }
}

async function onEmbedded(executives: number) {
  const far = await startFarEnds()
  const dataDir = mkdtempSync(join(tmpdir(), 'permanence-bench-'))
  try {
    const dueAt = dueSoon()
    await fillEmbedded(dataDir, { executives, timeLocal: timeOf(dueAt) })
    const server = await startSmallAgency(dataDir, far.settings)
    try {
      return await measure(server, far, { executives, dueAt })
    } finally {
      await server.stop()
    }
  } finally {
    far.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

type FarEnds = Awaited<ReturnType<typeof startFarEnds>>
type Due = { executives: number; dueAt: Date }

async function measure(web: Server, far: FarEnds, { executives, dueAt }: Due) {
  if (Date.now() > dueAt.getTime()) throw new Error('the server was not up when the digests were due')
  await wait(dueAt.getTime() - Date.now())
  const load = keepRinging(web.port, Math.ceil(executives / executivesPerClient))
  await until('all is handed over', async () => isDone(await far.handed(), executives), 10 * minuteMs)
  const waits = await load.stop()
  return { ...figuresOf(await far.handed(), dueAt, waits, load.sentAt), megabytes: web.megabytes() }
}

/** Far enough ahead for filling and booting. */
const dueSoon = () => new Date(Math.ceil((Date.now() + 1.5 * minuteMs) / minuteMs) * minuteMs)

const timeOf = (dueAt: Date) => localTime(dueAt, 'Europe/Paris').time

async function startFarEnds() {
  const child = fork(`${root}/test/bench/far-ends.ts`)
  const [{ exchangePort, mailPort }] = await once(child, 'message')
  return {
    settings: {
      exchangeUrl: `http://127.0.0.1:${exchangePort}`,
      smtpUrl: `smtp://127.0.0.1:${mailPort}`,
    },
    handed: () => ask(child),
    stop: () => child.disconnect(),
  }
}

async function ask(child: ChildProcess): Promise<Handed> {
  const answer = once(child, 'message')
  child.send('handed')
  const [handed] = await answer
  return handed
}

const digestTexts = ({ texts }: Handed) => texts.filter(({ body }) => body.includes('récap'))
const digestMails = ({ mails }: Handed) => mails.filter(({ isDigest }) => isDigest)

const isDone = (handed: Handed, executives: number) =>
  digestTexts(handed).length >= executives && digestMails(handed).length >= executives

/** Calls at a steady rate whatever comes back, and an urgent text each second. */
function keepRinging(port: number, clients: number) {
  const waits: number[] = []
  const sentAt = new Map<string, number>()
  let n = 0
  const pending = new Set<Promise<void>>()
  const timer = setInterval(() => {
    n += 1
    const line = `+3397${String(1 + (n % clients)).padStart(7, '0')}`
    const from = `+3362${String(n).padStart(7, '0')}`
    const urgent = n % webhooksPerSecond === 0
    if (urgent) sentAt.set(`fuite numero ${n}.`, Date.now())
    const [path, fields] = urgent
      ? (['/twilio/sms', textFields({ line, from }, `fuite numero ${n}.`)] as const)
      : (['/twilio/voice', voiceFields({ line, from })] as const)
    const posting = post(port, path, fields).then((ms) => void waits.push(ms))
    pending.add(posting)
    void posting.finally(() => pending.delete(posting))
  }, 1000 / webhooksPerSecond)
  const stop = async () => {
    clearInterval(timer)
    await Promise.all(pending)
    await wait(5_000)
    return waits
  }
  return { sentAt, stop }
}

async function post(port: number, path: string, fields: Record<string, string>): Promise<number> {
  const startedAt = performance.now()
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'x-twilio-signature': sign(fields, `${benchUrl}${path}`) },
    body: new URLSearchParams(fields),
  })
  await answer.text()
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  return performance.now() - startedAt
}

function figuresOf(handed: Handed, dueAt: Date, waits: number[], sentAt: Map<string, number>) {
  const all = [...digestTexts(handed), ...digestMails(handed)].map(({ at }) => at).sort((a, b) => a - b)
  const urgent = [...sentAt].flatMap(([body, at]) => {
    const text = handed.texts.find((found) => found.body.includes(body))
    return text ? [text.at - at] : []
  })
  const seconds = (ms = 0) => Math.round(ms / 100) / 10
  return {
    secondsFromDue: seconds((all.at(-1) ?? 0) - dueAt.getTime()),
    secondsFromFirst: seconds((all.at(-1) ?? 0) - (all[0] ?? 0)),
    texts: digestTexts(handed).length,
    mails: digestMails(handed).length,
    urgentSent: sentAt.size,
    urgentHanded: urgent.length,
    urgentP95Ms: percentile(urgent, 0.95),
    webhooks: waits.length,
    webhookP99Ms: percentile(waits, 0.99),
  }
}

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)
}
