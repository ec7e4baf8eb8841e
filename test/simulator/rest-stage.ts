import fastify from 'fastify'
import twilio from 'twilio'
import { restRoutes } from '../../src/simulator/rest-routes.ts'
import { ACCOUNT, type Script, type Stage, stage, TOKEN } from './scripted-app.ts'

/** The real twilio client, pointed at an exchange that stands under a path. */
export async function stageWithRest(script: Script, options = {}) {
  const set: Stage = await stage(script, options)
  const rest = fastify()
  await rest.register(restRoutes, { prefix: '/simulator/exchange', exchange: set.exchange })
  const address = await rest.listen({ host: '127.0.0.1', port: 0 })
  set.exchange.apiUrl = `${address}/simulator/exchange`
  const close = async () => {
    await rest.close()
    await set.close()
  }
  return { ...set, close, client: clientFor(set.exchange.apiUrl, ACCOUNT, TOKEN) }
}

export type RestStage = Awaited<ReturnType<typeof stageWithRest>>

export function clientFor(apiUrl: string, user: string, password: string) {
  const client = twilio(user, password, { accountSid: ACCOUNT, autoRetry: false })
  client.api.baseUrl = apiUrl
  return client
}
