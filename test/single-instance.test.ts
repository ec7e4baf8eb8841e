import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { sendCommand } from '../src/single-instance/send-command.ts'
import { findSocketPath } from '../src/single-instance/socket-path.ts'
import { type Lock, takeInstanceLock } from '../src/single-instance.ts'

async function dataDir(name = ''): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'permanence-lock-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, name)
}

const refuse = async () => 1

async function take(
  folder: string,
  onCommand: Parameters<typeof takeInstanceLock>[1] = refuse,
): Promise<Lock> {
  const lock = await takeInstanceLock(folder, onCommand)
  if (lock === 'held by another') throw new Error('the lock is held by another')
  onTestFinished(() => lock.release().catch(() => {}))
  return lock
}

/** Another process that tries to take the lock, says how that went, and stays until it is killed. */
async function holder(folder: string) {
  const path = fileURLToPath(new URL('hold-instance-lock.ts', import.meta.url))
  const child = spawn(process.execPath, [path, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [said] = await once(child.stdout, 'data')
  return { child, said: String(said) }
}

async function killed({ child }: Awaited<ReturnType<typeof holder>>): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

const long = 'x'.repeat(120)

test.each([['short'], [long]])(
  'one instance at a time has a folder, with a path that is %s',
  async (name) => {
    const folder = await dataDir(name)
    const lock = await take(folder)
    expect(await takeInstanceLock(folder, refuse)).toBe('held by another')
    await lock.release()
    await take(folder)
  },
)

test.each([['short'], [long]])(
  'the lock of a killed process is taken over, with a path that is %s',
  async (name) => {
    const folder = await dataDir(name)
    const other = await holder(folder)
    expect(await takeInstanceLock(folder, refuse)).toBe('held by another')
    await killed(other)
    await take(folder)
  },
)

test('of many who find a dead lock at once, one gets it', async () => {
  const folder = await dataDir('race')
  for (let round = 0; round < 3; round++) {
    await killed(await holder(folder))
    const children = await Promise.all(Array.from({ length: 4 }, () => holder(folder)))
    const said = children.map((other) => other.said)
    expect(said.filter((word) => word === 'taken')).toHaveLength(1)
    expect(said.filter((word) => word === 'held by another')).toHaveLength(3)
    for (const other of children) await killed(other)
  }
})

test('a command is run by whoever holds the folder, and its output comes back as it is written', async () => {
  const folder = await dataDir('run')
  await take(folder, async (argv, write) => {
    write(`${argv.length} words\n`)
    write(`« ${argv.join(' ')} » \n`.repeat(20_000))
    return 3
  })
  let output = ''
  const exitCode = await sendCommand(folder, ['import', 'l’été\n"', '--yes'], (text) => {
    output += text
  })
  expect(exitCode).toBe(3)
  expect(output).toBe(`3 words\n${'« import l’été\n" --yes » \n'.repeat(20_000)}`)
})

test('a command that fails says so, and the instance goes on', async () => {
  const folder = await dataDir('fail')
  await take(folder, async ([verb]) => {
    if (verb === 'fail') throw new Error('the database is full')
    return 0
  })
  let output = ''
  const write = (text: string) => {
    output += text
  }
  expect(await sendCommand(folder, ['fail'], write)).toBe(1)
  expect(output).toBe('The command failed: the database is full\n')
  expect(await sendCommand(folder, ['go on'], write)).toBe(0)
})

test('rubbish on the socket harms nobody', async () => {
  const folder = await dataDir('rubbish')
  await take(folder, async () => 0)
  const { connectTo } = await import('../src/single-instance/socket-path.ts')
  const socket = await connectTo(await findSocketPath(folder))
  socket?.resume().end('GET / HTTP/1.1\r\n\r\n')
  if (socket) await once(socket, 'close')
  expect(await sendCommand(folder, [], () => {})).toBe(0)
})

test('a server that stops in the middle is told from one that is done', async () => {
  const folder = await dataDir('stops')
  await expect(sendCommand(folder, [], () => {})).rejects.toThrow('just starting or stopping')
  const server = createServer((socket) => socket.end('{"write":"half"}\n'))
  server.listen(await findSocketPath(folder))
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
  })
  await expect(sendCommand(folder, [], () => {})).rejects.toThrow('stopped before the command was done')
})
