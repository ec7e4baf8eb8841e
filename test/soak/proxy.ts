import { connect, createServer, type Socket } from 'node:net'

/** Stands before the web processes: each connection goes to one of them, or to the next when that one is dead. */
export async function startProxy(ports: () => readonly number[]): Promise<{ url: string; close(): void }> {
  const sockets = new Set<Socket>()
  let turn = 0
  const server = createServer((client) => {
    sockets.add(client)
    client.on('close', () => sockets.delete(client)).on('error', () => client.destroy())
    turn += 1
    const all = ports()
    const order = all.map((_, n) => all[(n + turn) % all.length] ?? 0)
    join(client, order)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

function join(client: Socket, [port, ...others]: readonly number[]): void {
  if (port === undefined) return void client.destroy()
  const server = connect(port, '127.0.0.1')
  let joined = false
  server.on('connect', () => {
    joined = true
    client.pipe(server).pipe(client)
  })
  server.on('error', () => (joined ? client.destroy() : join(client, others)))
  server.on('close', () => joined && client.destroy())
  client.on('close', () => server.destroy())
}
