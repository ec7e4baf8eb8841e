import { parentPort } from 'node:worker_threads'
import type { ReadingTask, ThreadMessage } from './read-calendars.ts'
import { readText } from './read-text.ts'

const say = (message: ThreadMessage) => parentPort?.postMessage(message)

parentPort?.on('message', ({ texts, options, refuse }: ReadingTask) => {
  for (const [text, content] of texts.entries()) {
    say({ kind: 'begun', text })
    for (const reading of readText(content, options, new Set(refuse[text])))
      say({ kind: 'found', text, reading })
  }
  say({ kind: 'done' })
})
