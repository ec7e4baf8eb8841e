import { afterEach, expect, test } from 'vitest'
import { LINE, MOREL, PETIT, type Script, type Stage, stage, twiml } from './scripted-app.ts'

let set: Stage | undefined
afterEach(() => set?.close())

const WAIT = '<Enqueue waitUrl="/music" action="/after">accueil</Enqueue><Say>jamais</Say>'

async function play(script: Script): Promise<Stage> {
  set = await stage(script)
  return set
}

test('who waits hears the waiting document again and again, and may leave', async () => {
  let turns = 0
  const { exchange, at } = await play({
    '/voice': twiml(WAIT),
    '/music': () => {
      turns += 1
      return turns < 3 ? twiml('<Say>Patientez</Say>') : twiml('<Leave/>')
    },
    '/after': twiml('<Say>Messagerie</Say>'),
  })
  const call = await exchange.call({ from: PETIT, to: LINE }).finished
  expect(call.transcript).toEqual(['Patientez', 'Patientez', 'Messagerie'])
  expect(at('/music')[0]).toMatchObject({ QueuePosition: '1', CurrentQueueSize: '1', CallSid: call.sid })
  expect(at('/after')[0]).toMatchObject({ QueueResult: 'leave' })
})

test('who hangs up in the queue has left it', async () => {
  const { exchange, at } = await play({
    '/voice': twiml(WAIT),
    '/music': twiml('<Pause length="30"/>'),
    '/after': twiml(),
  })
  await exchange.call({ from: PETIT, to: LINE, hangsUp: { afterSeconds: 45 } }).finished
  expect(at('/after')[0]).toMatchObject({ QueueResult: 'hangup', QueueTime: '45' })
  expect(exchange.board.queues.get('accueil')?.members).toEqual([])
})

test('dialling the queue connects the one who waits', async () => {
  const { exchange, at } = await play({
    '/voice': ({ From }) =>
      twiml(
        From === PETIT ? '<Enqueue action="/after">accueil</Enqueue>' : '<Dial><Queue>accueil</Queue></Dial>',
      ),
    '/after': twiml(),
  })
  const waiting = exchange.call({ from: PETIT, to: LINE, byHand: true })
  await waiting.leg.answered.done
  const secretary = await exchange.call({ from: MOREL, to: LINE, talkSeconds: 50 }).finished
  await waiting.finished
  expect([waiting.disposition, secretary.disposition]).toEqual(['bridged', 'bridged'])
  expect(at('/after')[0]?.QueueResult).toBe('bridged')
})
