import type { Readable } from 'node:stream'

/** Lines as they arrive; what follows the last line break is dropped. The stream stays open when no more are read. */
export async function* readLines(stream: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}
