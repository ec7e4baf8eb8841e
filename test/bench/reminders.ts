import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { findFreePort } from '../support/server-process.ts'
import { until } from '../support/until.ts'
import type { Taken } from './exchange.ts'
import { callerOf, type DueReminders, fillAgendas, fillReminders } from './fill-reminders.ts'
import { root, startWeb, startWorker } from './servers.ts'
import { openStage } from './stage.ts'

const minuteMs = 60_000
/** An hour in three minutes. */
const hourMs = 3 * minuteMs

/**
 * 10,000 reminders, sent by a worker process from its timetable, over deliveries, jobs and the exchange, whose reports
 * of each text come back to a web process: once spread over three minutes, twenty times as many as an hour of theirs
 * would bring, and once all overdue when the worker starts. Target: the latest within a minute.
 */
export async function benchReminders({ scale }: { scale: number }): Promise<Record<string, unknown>> {
  const reminders = Math.round(10_000 * scale)
  const spreadMs = hourMs * scale
  const stage = await openStage()
  const exchange = await startExchange()
  try {
    const databaseUrl = await stage.database('reminders')
    exchange.connect((await fillAgendas(databaseUrl)).lines)
    const overdue = { first: 0, count: reminders, from: new Date(Date.now() - 5 * minuteMs), spreadMs }
    await fillReminders(databaseUrl, overdue)
    const webPort = await findFreePort()
    const storage = { databaseUrl, redisUrl: stage.redisUrl, exchangeUrl: exchange.apiUrl, webPort }
    stage.keep(await startWeb('web', storage))
    stage.keep(await startWorker('worker', storage))
    const backlog = figuresOf(await exchange.taken(reminders), overdue)
    const hour = { first: reminders, count: reminders, from: new Date(Date.now() + minuteMs / 2), spreadMs }
    await fillReminders(databaseUrl, hour)
    const spread = figuresOf(await exchange.taken(2 * reminders), hour)
    return { reminders, target: '60 s', spread, backlog }
  } finally {
    await stage.close()
    exchange.stop()
  }
}

async function startExchange() {
  const child = fork(`${root}/test/bench/exchange.ts`)
  const [{ apiUrl }] = await once(child, 'message')
  const ask = async (): Promise<Taken[]> => {
    const answer = once(child, 'message')
    child.send('taken')
    const [taken] = await answer
    return taken
  }
  return {
    apiUrl: apiUrl as string,
    connect: (lines: string[]) => void child.send(lines),
    /** All that it took, once so many have reached their telephones. */
    async taken(count: number) {
      const areThere = async () => {
        await wait(1_000)
        return (await ask()).filter(({ status }) => status === 'delivered').length >= count
      }
      await until(`${count} reminders have arrived`, areThere, 15 * minuteMs)
      return ask()
    },
    stop: () => child.disconnect(),
  }
}

function figuresOf(taken: Taken[], { first, count, from, spreadMs }: DueReminders) {
  const dueAt = new Map(
    Array.from({ length: count }, (_, n) => [callerOf(first + n), from.getTime() + (n * spreadMs) / count]),
  )
  const ours = taken.flatMap(({ to, at }) => {
    const due = dueAt.get(to)
    return due === undefined ? [] : [{ at, late: at - due }]
  })
  const at = ours.map((text) => text.at).sort((a, b) => a - b)
  const late = ours.map((text) => text.late).sort((a, b) => a - b)
  const seconds = ((at.at(-1) ?? 0) - (at[0] ?? 0)) / 1_000
  return {
    texts: ours.length,
    perSecond: Math.round(ours.length / seconds),
    secondsFromFirst: Math.round(seconds),
    lateP50: secondsOf(late[Math.floor(late.length / 2)]),
    lateP95: secondsOf(late[Math.floor(late.length * 0.95)]),
    latest: secondsOf(late.at(-1)),
    earliest: secondsOf(late[0]),
  }
}

const secondsOf = (ms = 0): number => Math.round(ms / 100) / 10
