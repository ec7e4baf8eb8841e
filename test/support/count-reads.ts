import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { findFreePort } from './server-process.ts'

/** Stands before a calendar server and counts what it is asked, and the items whose content it is asked for. */
export async function countReads(server: string) {
  let reads = 0
  let requests = 0
  const between = createServer(async (request, reply) => {
    const body = await text(request)
    requests += 1
    if (body.includes('calendar-multiget')) reads += body.match(/<d:href>/g)?.length ?? 0
    const sent = ['authorization', 'content-type', 'depth'].flatMap((name): [string, string][] => {
      const value = request.headers[name]
      return typeof value === 'string' ? [[name, value]] : []
    })
    const { method = 'GET', url = '/' } = request
    const answered = await fetch(server + url, { method, headers: sent, ...(body && { body }) })
    const type = answered.headers.get('content-type')
    reply.writeHead(answered.status, type ? { 'content-type': type } : {}).end(await answered.text())
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
