import { createServer, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { findFreePort } from './server-process.ts'

/** Stands before a calendar server and counts what it is asked, and the items whose content it is asked for. */
export async function countReads(server: string) {
  let reads = 0
  let requests = 0
  const between = createServer(async (asked, reply) => {
    const body = await text(asked)
    requests += 1
    if (body.includes('calendar-multiget')) reads += body.match(/<d:href>/g)?.length ?? 0
    const { method, url, headers } = asked
    const onward = request(server + url, { method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(reply)
    })
    onward.end(body)
  })
  const port = await findFreePort()
  await new Promise<void>((resolve) => between.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${port}`,
    reads: () => reads,
    requests: () => requests,
    close: () => between.close(),
  }
}
