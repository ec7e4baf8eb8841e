import { parseArgs } from 'node:util'
import { createSimulatorApp } from './app.ts'
import { createExchange } from './exchange.ts'
import { startMailbox } from './mailbox.ts'

/** The exchange in a process of its own, so that an application that dies leaves its evidence here. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    account: { type: 'string', default: `AC${'0'.repeat(32)}` },
    token: { type: 'string', default: 'simulator' },
    pace: { type: 'string', default: 'instant' },
    seed: { type: 'string' },
  },
})

const exchange = createExchange({
  accountSid: values.account,
  authToken: values.token,
  pace: values.pace === 'real' ? 'real' : 'instant',
  ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
})
const mailbox = await startMailbox()
const app = await createSimulatorApp(exchange, mailbox)
const address = await app.listen({ host: values.host, port: Number(values.port) })
exchange.apiUrl = `${address}/simulator/exchange`
console.log(JSON.stringify({ address, apiUrl: exchange.apiUrl, smtpUrl: mailbox.smtpUrl, pid: process.pid }))

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await exchange.close()
    await Promise.all([app.close(), mailbox.close()])
  })
}
