import { setTimeout as wait } from 'node:timers/promises'
import type { Fleet } from './fleet.ts'
import type { Random } from './random.ts'

export const lines = ['+33199001001', '+33199001002', '+33199001003', '+33199001004'] as const
const [morel, durand] = lines
const petit = '+33199002001'
const nuisance = '+33199009999'

/** Connects the lines and says how the rung telephones behave. */
export async function connect({ exchange, proxy: { url } }: Fleet): Promise<void> {
  for (const number of lines)
    await exchange.post('lines', {
      number,
      voiceUrl: `${url}/twilio/voice`,
      smsUrl: `${url}/twilio/sms`,
      statusCallback: `${url}/twilio/voice-status`,
      voiceFallbackUrl: `${url}/twilio/fallback`,
      smsFallbackUrl: `${url}/twilio/fallback`,
    })
  const picksUp = { kind: 'answers', afterSeconds: 2, presses: '1', talkSeconds: 20 }
  for (const number of ['+33199001101', '+33199001122'])
    await exchange.post('telephones', { number, behaviour: picksUp })
}

export type Arrival = { what: string; sid: string }

/** Rings and texts at about `perSecond`, by the clock: a slow exchange is not waited for. */
export async function drive(
  { exchange }: Fleet,
  random: Random,
  { seconds, perSecond }: { seconds: number; perSecond: number },
): Promise<Arrival[]> {
  const arrivals: Promise<Arrival>[] = []
  const begun = performance.now()
  for (let n = 0; n < seconds * perSecond; n++) {
    await wait(Math.max(0, begun + (n * 1000) / perSecond - performance.now()))
    const { what, path, body } = nextArrival(n, random)
    arrivals.push(exchange.post(path, body).then((made) => ({ what, sid: String(made.sid) })))
  }
  return Promise.all(arrivals)
}

/** Numbers of strangers, none of them in the demo agency. */
const stranger = (n: number) => `+3319900${String(3000 + (n % 5000)).padStart(4, '0')}`

function nextArrival(n: number, random: Random): { what: string; path: string; body: object } {
  const from = stranger(n)
  const call = (what: string, body: object) => ({ what, path: 'calls', body })
  const dice = random.next()
  if (dice < 0.4)
    return call('voicemail', {
      from,
      to: random.pick(lines),
      speaks: { text: `Message ${n}`, seconds: Math.round(random.between(2, 90)) },
    })
  if (dice < 0.5) return call('vip', { from: petit, to: morel, speaks: `Ici Petit ${n}` })
  if (dice < 0.55) return call('blocked', { from: nuisance, to: morel })
  if (dice < 0.65)
    return call('hangUp', {
      from,
      to: random.pick(lines),
      hangsUp: { during: random.pick(['say', 'record'] as const) },
    })
  if (dice < 0.7) return call('short', { from, to: random.pick(lines), speaks: { text: '', seconds: 1 } })
  const urgent = dice < 0.75
  const body = urgent ? `Grosse fuite ${n}` : `Pouvez-vous me rappeler ? ${n}`
  return { what: 'text', path: 'texts', body: { from, to: urgent ? durand : random.pick(lines), body } }
}
