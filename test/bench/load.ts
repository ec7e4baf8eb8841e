import { connect, type Socket } from 'node:net'
import { type Ringing, voiceRequests } from './requests.ts'

/** One run of load: `count` distinct calls over `connections` kept-open connections, each as fast as it is answered. */
export type Load = { port: number; connections: number; count: number; callers: readonly Ringing[] }
export type Figures = { perSecond: number; p50: number; p99: number; wrong: number }

/** In a process of its own, so that its work is not taken for the server's. */
process.on('message', async (load: Load) => {
  process.send?.(await run(load))
})
process.on('disconnect', () => process.exit())

async function run({ port, connections, count, callers }: Load): Promise<Figures> {
  const requests = voiceRequests(callers, count)
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)))
  const waits = new Float64Array(count)
  const counted = { next: 0, wrong: 0 }
  const startedAt = performance.now()
  await Promise.all(sockets.map((socket) => keepAsking(socket, requests, waits, counted)))
  const seconds = (performance.now() - startedAt) / 1000
  for (const socket of sockets) socket.destroy()
  waits.sort()
  return {
    perSecond: Math.round(count / seconds),
    p50: round(waits[Math.floor(count * 0.5)]),
    p99: round(waits[Math.floor(count * 0.99)]),
    wrong: counted.wrong,
  }
}

const round = (ms = 0): number => Math.round(ms * 100) / 100

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.setNoDelay(true)
    socket.once('error', reject)
  })
}

/** Sends the next request whenever the last was answered, until none is left. */
function keepAsking(
  socket: Socket,
  requests: readonly Buffer[],
  waits: Float64Array,
  counted: { next: number; wrong: number },
): Promise<void> {
  return new Promise((resolve, reject) => {
    let at = 0
    let sentAt = 0
    let received = ''
    const ask = () => {
      at = counted.next++
      const request = requests[at]
      if (!request) return resolve()
      sentAt = performance.now()
      socket.write(request)
    }
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1')
      if (!isWhole(received)) return
      waits[at] = performance.now() - sentAt
      if (!isTwiml(received)) counted.wrong++
      received = ''
      ask()
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server closed a connection')))
    ask()
  })
}

function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf('\r\n\r\n')
  if (headEnd < 0) return false
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(answer)?.[1]
  if (length === undefined) throw new Error(`an answer without a length: ${answer.slice(0, headEnd)}`)
  return answer.length >= headEnd + 4 + Number(length)
}

const isTwiml = (answer: string): boolean =>
  answer.startsWith('HTTP/1.1 200 ') && answer.includes('<Response')
