import type { AgencyRig } from './agency-rig.ts'
import type { Visitor } from './console-rig.ts'
import { until } from './until.ts'

/** An open board without a browser: what its stream brought so far. */
export type EventReader = {
  readonly boards: string[]
  readonly changed: number[][]
  /** What was last said of mode secours, and of what was handed to her. */
  readonly news: () => {
    readonly secours: { said: string } | null
    readonly relay: { said: string } | null
  } | null
  readonly isOver: () => boolean
  readonly saidEnded: () => boolean
  /** The next board, counted from this moment, that passes. */
  nextBoard: (what: string, passes: (board: string) => boolean) => Promise<string>
  close: () => void
}

export async function readEvents(
  { url }: Pick<AgencyRig, 'url'>,
  { cookie }: Pick<Visitor, 'cookie'>,
): Promise<EventReader> {
  const stop = new AbortController()
  const headers = { cookie: `${cookie.name}=${cookie.value}` }
  const answer = await fetch(`${url}/console/events`, { headers, signal: stop.signal, redirect: 'manual' })
  if (!answer.body || answer.status !== 200) throw new Error(`the stream was refused: ${answer.status}`)
  const read: Read = { boards: [], changed: [], over: false, ended: false, news: null }
  void follow(answer.body, read).catch(() => {
    read.over = true
  })
  return {
    boards: read.boards,
    changed: read.changed,
    news: () => read.news,
    isOver: () => read.over,
    saidEnded: () => read.ended,
    nextBoard(what, passes) {
      const from = read.boards.length
      return until(what, () => read.boards.slice(from).find(passes))
    },
    close: () => stop.abort(),
  }
}

type Read = {
  boards: string[]
  changed: number[][]
  over: boolean
  ended: boolean
  news: ReturnType<EventReader['news']>
}

async function follow(body: ReadableStream<Uint8Array>, read: Read): Promise<void> {
  let rest = ''
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) take(block, read)
  }
  read.over = true
}

function take(block: string, read: Read): void {
  const [first = '', ...lines] = block.split('\n')
  const data = lines.map((line) => line.slice('data: '.length)).join('\n')
  if (first === 'event: board') read.boards.push(data)
  if (first === 'event: changed') read.changed.push(JSON.parse(data))
  if (first === 'event: news') read.news = JSON.parse(data)
  if (first === 'event: ended') read.ended = true
}
