import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { laneOf, type SpoolEntry } from '../../src/spool/entry.ts'
import { openSpool, type Spool } from '../../src/spool/spool.ts'

let dataDir: string
let folder: string
const opened: Spool[] = []
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'permanence-spool-'))
  folder = join(dataDir, 'spool')
})
afterEach(async () => {
  for (const spool of opened.splice(0)) await spool.close().catch(() => {})
  await rm(dataDir, { recursive: true, force: true })
})

const openOne = () => {
  const spool = openSpool(dataDir)
  opened.push(spool)
  return spool
}
const entry = (digits: string): SpoolEntry => ({
  kind: 'key',
  at: '2026-11-17T09:00:00.000Z',
  clientId: 1,
  callId: 'c',
  digits,
})
const digitsOf = (one: SpoolEntry) => (one.kind === 'key' ? one.digits : '?')
const line = (digits: string) => `${JSON.stringify(entry(digits))}\n`

/** Enters all but what is named; answers in which order it was asked. */
function collect(answers: Record<string, 'later' | 'fails'> = {}) {
  const asked: string[] = []
  const enter = async (one: SpoolEntry) => {
    const digits = digitsOf(one)
    asked.push(digits)
    if (answers[digits] === 'fails') throw new Error(`no ${digits}`)
    return answers[digits] === 'later' ? ('later' as const) : ('entered' as const)
  }
  return { asked, enter }
}

/** The number of a process that is no more. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  if (child.pid === undefined) throw new Error('no process')
  return child.pid
}

test('an entry is on the disk once append has answered', async () => {
  const spool = openOne()
  await spool.append(entry('1'))
  const [file = ''] = await readdir(folder)
  expect((await readFile(join(folder, file), 'utf8')).trim()).toBe(JSON.stringify(entry('1')))
  expect(await spool.isEmpty()).toBe(false)
  expect(await spool.isDrained()).toBe(false)
})

test('entries that come together all arrive, in their order, and none is left', async () => {
  const spool = openOne()
  const names = Array.from({ length: 200 }, (_, n) => String(n))
  await Promise.all(names.map((name) => spool.append(entry(name))))
  const { asked, enter } = collect()
  expect(await spool.replay(enter)).toBe(200)
  expect(asked).toEqual(names)
  expect(await spool.isEmpty()).toBe(true)
})

test('what comes during a replay is entered by the next one', async () => {
  const spool = openOne()
  await spool.append(entry('1'))
  const first: string[] = []
  await spool.replay(async (one) => {
    first.push(digitsOf(one))
    if (first.length === 1) await spool.append(entry('2'))
    return 'entered'
  })
  expect(first).toEqual(['1'])
  const { asked, enter } = collect()
  await spool.replay(enter)
  expect(asked).toEqual(['2'])
})

test('the file of a dead process is entered by any other', async () => {
  await mkdir(folder)
  await writeFile(join(folder, `${await deadPid()}.gone.jsonl`), line('1') + line('2'))
  const { asked, enter } = collect()
  await openOne().replay(enter)
  expect(asked).toEqual(['1', '2'])
  expect(await readdir(folder)).toEqual([])
})

test('in a container the predecessor had the same number, and its file is entered too', async () => {
  await mkdir(folder)
  await writeFile(join(folder, `${process.pid}.predecessor.jsonl`), line('1'))
  await writeFile(join(folder, `${process.pid}.predecessor.1700000000000.1.replay`), line('0'))
  const { asked, enter } = collect()
  await openOne().replay(enter)
  expect(asked).toEqual(['0', '1'])
})

test('a file of a process that lives is left to it, unless it lay untouched for a minute', async () => {
  await mkdir(folder)
  const file = join(folder, `${process.ppid}.alive.jsonl`)
  await writeFile(file, line('1'))
  const early = collect()
  await openOne().replay(early.enter)
  expect(early.asked).toEqual([])
  const longAgo = new Date(Date.now() - 61_000)
  await utimes(file, longAgo, longAgo)
  const late = collect()
  await openOne().replay(late.enter)
  expect(late.asked).toEqual(['1'])
})

test('a process whose file was taken writes what it could not know to be read again', async () => {
  const spool = openOne()
  await spool.append(entry('1'))
  const [file = ''] = await readdir(folder)
  await rename(join(folder, file), join(folder, 'taken'))
  await spool.append(entry('2'))
  const { asked, enter } = collect()
  await spool.replay(enter)
  expect(asked).toEqual(['2'])
})

test('a last line that a power failure cut off is passed over, and so is one in the middle', async () => {
  await mkdir(folder)
  const torn = line('2').slice(0, 20)
  await writeFile(join(folder, `${await deadPid()}.gone.jsonl`), `${line('1')}${torn}\n${line('3')}${torn}`)
  const { asked, enter } = collect()
  await openOne().replay(enter)
  expect(asked).toEqual(['1', '3'])
})

test('after a write that was cut off the next entry stands on a line of its own', async () => {
  const spool = openOne()
  await spool.append(entry('1'))
  const [file = ''] = await readdir(folder)
  await appendFile(join(folder, file), '{"kind":"ke')
  await spool.append(entry('2'))
  const { asked, enter } = collect()
  await spool.replay(enter)
  expect(asked).toEqual(['1', '2'])
})

test('an entry that fails is kept, and holds up none of the others', async () => {
  const spool = openOne()
  for (const name of ['1', '2', '3']) await spool.append(entry(name))
  const first = collect({ 2: 'fails' })
  await expect(spool.replay(first.enter)).rejects.toThrow('1 failed')
  expect(first.asked).toEqual(['1', '2', '3'])
  const second = collect()
  expect(await spool.replay(second.enter)).toBe(1)
  expect(second.asked).toEqual(['2'])
})

test('once the database is gone again the rest waits untried, and nothing entered is entered again', async () => {
  const spool = openOne()
  const names = ['1', '2', '3', '4', '5', '6']
  for (const name of names) await spool.append(entry(name))
  const first = collect({ 2: 'fails', 3: 'fails', 4: 'fails', 5: 'fails', 6: 'fails' })
  await expect(spool.replay(first.enter)).rejects.toThrow('3 failed')
  expect(first.asked).toEqual(['1', '2', '3', '4'])
  expect(await spool.isDrained()).toBe(false)
  const second = collect()
  await spool.replay(second.enter)
  expect(second.asked).toEqual(['2', '3', '4', '5', '6'])
  expect(await spool.isEmpty()).toBe(true)
})

test('a process knows what it holds of a call that is not entered yet', async () => {
  const spool = openOne()
  await Promise.all([spool.append(entry('1')), spool.append(entry('2'))])
  expect(spool.held('c').map(digitsOf)).toEqual(['1', '2'])
  expect(spool.held('another')).toEqual([])
  await spool.replay(collect({ 2: 'later' }).enter)
  expect(spool.held('c').map(digitsOf)).toEqual(['2'])
  await spool.replay(collect().enter)
  expect(spool.held('c')).toEqual([])
})

test('the entries of one call are entered in turn, those of many calls side by side', async () => {
  const spool = openOne()
  const calls = ['a', 'b', 'c', 'd']
  for (const digits of ['1', '2'])
    for (const callId of calls)
      await spool.append({ ...entry(digits), kind: 'key', callId, clientId: 1, digits })
  const running = new Set<string>()
  const seen = new Map<string, string[]>()
  let most = 0
  await spool.replay(async (one) => {
    const lane = laneOf(one)
    expect(running.has(lane)).toBe(false)
    running.add(lane)
    most = Math.max(most, running.size)
    seen.set(lane, [...(seen.get(lane) ?? []), digitsOf(one)])
    await new Promise((resolve) => setImmediate(resolve))
    running.delete(lane)
    return 'entered'
  })
  expect(most).toBeGreaterThan(1)
  expect([...seen.values()]).toEqual(calls.map(() => ['1', '2']))
})

test('entries whose call is not known yet wait in their order without keeping the process from being ready', async () => {
  const spool = openOne()
  for (const name of ['1', '2', '3']) await spool.append(entry(name))
  await spool.replay(collect({ 1: 'later', 3: 'later' }).enter)
  expect(await spool.isDrained()).toBe(true)
  expect(await spool.isEmpty()).toBe(false)
  await spool.append(entry('4'))
  const { asked, enter } = collect()
  await spool.replay(enter)
  expect(asked).toEqual(['1', '3', '4'])
  expect(await readdir(folder)).toEqual([])
})

test('an entry learns since when it is being tried', async () => {
  const spool = openOne()
  await spool.append(entry('1'))
  const since: number[] = []
  const enter = async (_: SpoolEntry, triedSince: Date) => {
    since.push(triedSince.getTime())
    return 'later' as const
  }
  const begun = Date.now()
  await spool.replay(enter)
  await spool.replay(enter)
  expect(since[0]).toBe(since[1])
  expect(since[0]).toBeGreaterThanOrEqual(begun)
})

test('two replays at once in one process are one', async () => {
  const spool = openOne()
  await spool.append(entry('1'))
  const { asked, enter } = collect()
  await Promise.all([spool.replay(enter), spool.replay(enter)])
  expect(asked).toEqual(['1'])
})

test('two processes that find the same dead file enter it once', async () => {
  await mkdir(folder)
  await writeFile(join(folder, `${await deadPid()}.gone.jsonl`), line('1') + line('2'))
  const { asked, enter } = collect()
  await Promise.all([openOne().replay(enter), openOne().replay(enter)])
  expect(asked.toSorted()).toEqual(['1', '2'])
})

test('a process killed in the middle of a replay loses nothing', async () => {
  const script = `
    import { openSpool } from ${JSON.stringify(new URL('../../src/spool/spool.ts', import.meta.url).href)}
    const spool = openSpool(${JSON.stringify(dataDir)})
    for (const digits of ['1', '2', '3'])
      await spool.append({ kind: 'key', at: '', clientId: 1, callId: 'c', digits })
    await spool.replay(async ({ digits }) => {
      if (digits === '2') process.kill(process.pid, 'SIGKILL')
      return 'entered'
    })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' })
  expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
  const { asked, enter } = collect()
  await openOne().replay(enter)
  expect(asked).toEqual(['1', '2', '3'])
})

test('killed again and again, it gets on with a long file', async () => {
  const names = Array.from({ length: 900 }, (_, n) => String(n))
  await mkdir(folder)
  await writeFile(join(folder, `${await deadPid()}.gone.jsonl`), names.map(line).join(''))
  const script = `
    import { openSpool } from ${JSON.stringify(new URL('../../src/spool/spool.ts', import.meta.url).href)}
    let left = 450
    await openSpool(${JSON.stringify(dataDir)}).replay(async () => {
      left -= 1
      if (left === 0) process.kill(process.pid, 'SIGKILL')
      return 'entered'
    })`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' })
  expect((await once(child, 'exit'))[1]).toBe('SIGKILL')
  const { asked, enter } = collect()
  await openOne().replay(enter)
  expect(asked).toEqual(names.slice(400))
})

test('a spool whose folder is a file says so to who appends, and works once the disk does', async () => {
  await writeFile(folder, 'in the way')
  const spool = openOne()
  await expect(spool.append(entry('1'))).rejects.toThrow()
  expect(spool.held('c')).toEqual([])
  await rm(folder)
  await spool.append(entry('2'))
  const { asked, enter } = collect()
  await spool.replay(enter)
  expect(asked).toEqual(['2'])
})
