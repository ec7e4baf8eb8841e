import type fc from 'fast-check'
import { press, waitOut } from '../../../src/simulator/keys.ts'
import { hangUp } from '../../../src/simulator/leg.ts'
import { legsOf } from '../../support/live-rig.ts'
import { until } from '../../support/until.ts'
import {
  type CallModel,
  callOf,
  isHers,
  type Model,
  mayTake,
  newCall,
  parkedOf,
  type Stands,
  tidy,
} from './calls.ts'
import {
  callerFrom,
  callerOf,
  executiveLeg,
  executives,
  pass,
  phoneOf,
  type Stage,
  seatKeys,
  seatOf,
  settle,
  takeSeats,
} from './stage.ts'

/**
 * What people do. Each says when it can be done, does it on the rig, and says in the model how things stand then;
 * what is to be seen from outside is compared after each. To add one: a function here, and a line in `commands`.
 */
const placed = executives.map((_, place) => place)
const seated = seatKeys.map((_, seat) => seat)

const pairs = placed.flatMap((place) => seated.map((seat) => ({ place, seat })))

export type Step = fc.AsyncCommand<Model, Stage>
type Act = (model: Model, stage: Stage) => Promise<void>

function step(name: string, may: (model: Model) => boolean, act: Act): Step {
  return {
    check: may,
    toString: () => name,
    async run(model, stage) {
      await act(model, stage)
      tidy(model)
      await settle(stage, model, name)
    },
  }
}

/** Of a caller, by his place. */
const ofCaller = (
  does: string,
  when: readonly Stands[],
  act: (call: CallModel, stage: Stage, place: number) => Promise<void>,
  also: (call: CallModel, model: Model) => boolean = () => true,
) =>
  placed.map((place) =>
    step(
      `${does}(${place})`,
      (model) => {
        const call = model.calls[place]
        return call != null && when.includes(call.stands) && also(call, model)
      },
      ({ calls }, stage) => act(calls[place] ?? newCall(), stage, place),
    ),
  )

/** Of a secretary, with the call that she is in; `others` are the answers other than 200. */
const ofSecretary = (
  does: string,
  when: readonly Stands[],
  act: (call: CallModel, stage: Stage, at: { seat: number; place: number }, model: Model) => Promise<void>,
) =>
  seated.map((seat) =>
    step(
      `${does} by ${seat}`,
      (model) => when.includes(model.calls[callOf(model, seat)]?.stands ?? 'over'),
      (model, stage) => {
        const place = callOf(model, seat)
        return act(model.calls[place] ?? newCall(), stage, { seat, place }, model)
      },
    ),
  )

const arrives = placed.map((place) =>
  step(
    `arrives(${place})`,
    ({ calls }) => calls[place] === undefined || calls[place] === null || calls[place].stands === 'over',
    async ({ calls }, stage) => {
      const before = calls[place]
      if (before) stage.past.push({ caller: callerOf(stage, place), model: before })
      await takeSeats(stage)
      stage.callers[place] = await callerFrom(stage)
      calls[place] = newCall()
    },
  ),
)

/** Her one line leaves whom she holds, if anybody, for a caller whom she has just claimed. */
async function leavesHeld(model: Model, stage: Stage, seat: number): Promise<void> {
  const held = model.calls[callOf(model, seat)]
  if (!held) return
  seatOf(stage, seat).device.hangUpAll()
  Object.assign(held, { isParked: true, isApart: true })
}

/** Her line comes to him, and he hears her as soon as it is there. */
async function takesUp(stage: Stage, at: { seat: number; place: number }): Promise<void> {
  const { connect, post } = seatOf(stage, at.seat)
  const caller = callerOf(stage, at.place)
  await ask(stage, at, 'take-up')
  seatOf(stage, at.seat).device.hangUpAll()
  connect(caller)
  await until('he hears her', async () => (await post('resume', caller)).status === 200)
}

/** Whoever speaks with somebody is refused; of two at once one has him. `beside`: she holds somebody. */
const answersWho = (beside: boolean) =>
  pairs
    .flatMap((pair) => [false, true].map((both) => ({ ...pair, both })))
    .map(({ place, seat, both }) =>
      step(
        `answers(${place}) by ${seat}${beside ? ', who holds one' : ''}${both ? ' and the other at once' : ''}`,
        (model) =>
          model.calls[place]?.stands === 'waiting' &&
          mayTake(model, seat) &&
          beside === (callOf(model, seat) !== -1),
        async (model, stage) => {
          const call = model.calls[place] ?? newCall()
          const caller = callerOf(stage, place)
          const asking = both ? [seat, 1 - seat] : [seat]
          const told = await Promise.all(asking.map((one) => seatOf(stage, one).post('answer', caller)))
          const winner = asking.filter((_, n) => told[n]?.status === 200)
          if (winner.length !== 1) throw new Error(`answered by ${winner.length}: ${JSON.stringify(told)}`)
          const [by = seat] = winner
          await leavesHeld(model, stage, by)
          seatOf(stage, by).connect(caller)
          Object.assign(call, { stands: 'talking', by, hasSpoken: true })
        },
      ),
    )

const answers = answersWho(false)
const answersBeside = answersWho(true)

const claimsInVain = (
  how: string,
  act: (stage: Stage, at: { seat: number; place: number }) => Promise<void>,
) =>
  pairs.map(({ place, seat }) =>
    step(
      `claims(${place}) by ${seat}, and ${how}`,
      (model) => model.calls[place]?.stands === 'waiting' && mayTake(model, seat),
      async (model, stage) => {
        await ask(stage, { seat, place }, 'answer')
        await leavesHeld(model, stage, seat)
        await act(stage, { seat, place })
      },
    ),
  )
const claimsAndDoesNotCome = claimsInVain('does not come', async (stage) => {
  await pass(stage, 9_000)
  await stage.rig.context.rings.look()
})
/** Nobody has spoken with him: he is not to be hung up on. */
const claimsAndHangsUp = claimsInVain('hangs up', (stage, at) => ask(stage, at, 'hang-up'))

const declines = seated.map((seat) =>
  step(
    `declines by ${seat}`,
    (model) => callOf(model, seat) === -1 && model.calls.some((call) => call?.stands === 'waiting'),
    async (_, stage) => {
      const rung = await seatOf(stage, seat).rung()
      const caller = stage.callers.find((one) => one?.callId === rung)
      if (caller) await seatOf(stage, seat).post('decline', caller)
    },
  ),
)

const hears = ofCaller('presses 1', ['waiting'], async (call, stage, place) => {
  callerOf(stage, place).call.press('1')
  Object.assign(call, { stands: 'voicemail', voicemail: 'heard', by: null })
})

const wishes = ofCaller('presses 2', ['waiting'], async (call, stage, place) => {
  callerOf(stage, place).call.press('2')
  Object.assign(call, { stands: 'over', wish: 'callback', by: null })
})

/** Whom nobody hears of for so long loses whom she holds without her line: not looked at here. */
const nobodyApart = (_: CallModel, { calls }: Model) => !calls.some((call) => call?.isApart)
const waitsTooLong = ofCaller(
  'waits too long',
  ['waiting'],
  async (call, stage, place) => {
    await pass(stage, 61_000)
    await until('his wait goes on', () => callerOf(stage, place).call.waitOut())
    Object.assign(call, { stands: 'voicemail', voicemail: 'heard', by: null })
  },
  nobodyApart,
)

const leavesMessage = ofCaller('leaves a message', ['voicemail'], async (call, stage, place) => {
  callerOf(stage, place).call.speak({ text: 'Rappelez-moi', seconds: 5 })
  Object.assign(call, { stands: 'over', voicemail: 'left' })
})

const alive: Stands[] = [
  ...(['waiting', 'talking', 'held', 'consulting', 'conferring', 'handedOver'] as const),
  ...(['sent', 'screened', 'putThrough', 'voicemail'] as const),
]
const callerHangsUp = ofCaller('hangs up', alive, async (call, stage, place) => {
  callerOf(stage, place).call.hangUp()
  call.stands = 'over'
})

const holds = ofSecretary('holds', ['talking'], async (call, stage, at) => {
  await ask(stage, at, 'hold')
  call.stands = 'held'
})
const resumes = ofSecretary('resumes', ['held'], async (call, stage, at) => {
  if (call.isApart) await takesUp(stage, at)
  else await ask(stage, at, 'resume')
  Object.assign(call, { stands: 'talking', isApart: false })
})
/** From one whom she holds to the other. */
const swaps = seated.map((seat) =>
  step(
    `goes to the other by ${seat}`,
    (model) => parkedOf(model, seat) !== -1 && model.calls[callOf(model, seat)]?.stands === 'held',
    async (model, stage) => {
      const place = parkedOf(model, seat)
      const left = model.calls[callOf(model, seat)]
      await takesUp(stage, { seat, place })
      Object.assign(model.calls[place] ?? {}, { stands: 'talking', isParked: false, isApart: false })
      Object.assign(left ?? {}, { isParked: true, isApart: true })
    },
  ),
)
const hangsUpParked = seated.map((seat) =>
  step(
    `hangs up on the other by ${seat}`,
    (model) => parkedOf(model, seat) !== -1,
    async (model, stage) => {
      const place = parkedOf(model, seat)
      await ask(stage, { seat, place }, 'hang-up')
      Object.assign(model.calls[place] ?? {}, { stands: 'over' })
    },
  ),
)
const consults = ofSecretary('consults', ['talking', 'held'], async (call, stage, at) => {
  const executive = executives[at.place]?.key ?? ''
  await ask(stage, at, 'consult', { executive }, call.isApart ? 409 : 200)
  if (call.isApart) return
  Object.assign(call, { stands: 'consulting', executive: 'rings' })
})
/** Only with somebody who has picked up. */
const bringsIn = ofSecretary('brings in', ['consulting'], async (call, stage, at) => {
  const isThere = call.executive === 'there'
  await ask(stage, at, 'bring-in', {}, isThere ? 200 : 409)
  if (isThere) call.stands = 'conferring'
})
const handsOver = ofSecretary('hands over', ['consulting', 'conferring'], async (call, stage, at) => {
  const may = call.stands === 'conferring' || (call.stands === 'consulting' && call.executive === 'there')
  await ask(stage, at, 'hand-over', {}, may ? 200 : 409)
  if (may) Object.assign(call, { stands: 'handedOver', handedOverAt: stage.rig.clock.now().getTime() })
})
const comesBack = ofSecretary('comes back', ['held', 'consulting', 'conferring'], async (call, stage, at) => {
  await ask(stage, at, 'come-back', {}, call.isApart ? 409 : 200)
  if (call.isApart) return
  Object.assign(call, { stands: 'talking', executive: 'none' })
})
const transfers = ofSecretary('transfers', ['talking', 'held'], async (call, stage, at) => {
  await ask(stage, at, 'transfer', { executive: executives[at.place]?.key ?? '' })
  call.stands = 'sent'
})
const secretaryHangsUp = ofSecretary(
  'hangs up',
  ['talking', 'held', 'consulting', 'conferring'],
  async (call, stage, at) => {
    await ask(stage, at, 'hang-up')
    call.stands = 'over'
  },
)
/** With three together the two speak on; else he waits for her again, and so does whom she holds beside him. */
const browserDies = ofSecretary('her browser dies', [...alive], async (call, stage, { seat }, model) => {
  if (call.isApart) return
  seatOf(stage, seat).device.hangUpAll()
  const parked = model.calls[parkedOf(model, seat)]
  if (parked && call.stands !== 'conferring')
    Object.assign(parked, { stands: 'waiting', by: null, executive: 'none' })
  const handedOverAt = stage.rig.clock.now().getTime()
  if (call.stands === 'conferring') Object.assign(call, { stands: 'handedOver', handedOverAt })
  else Object.assign(call, { stands: 'waiting', by: null, executive: 'none' })
})

const rung = (call: CallModel) => call.stands === 'sent' || call.executive === 'rings'
const executiveAnswers = ofCaller(
  'the executive answers',
  ['consulting', 'sent'],
  async (call, stage, place) => {
    await until('it rings at her', () => phoneOf(stage, place).answer())
    if (call.stands === 'sent') {
      call.stands = 'screened'
      return void (await until('she may press a key', () => executiveLeg(stage, place)?.onKey))
    }
    const { callId } = callerOf(stage, place)
    call.executive = 'there'
    await until('we were told so', async () =>
      (await legsOf(stage.rig, callId)).some(
        ({ role, joinedAt, leftAt }) => role === 'executive' && joinedAt && !leftAt,
      ),
    )
  },
  rung,
)
const executiveRefuses = ofCaller(
  'the executive refuses',
  ['consulting', 'sent'],
  async (call, stage, place) => {
    await until('it rings at her', () => phoneOf(stage, place).refuse())
    if (call.stands === 'sent') Object.assign(call, { stands: 'waiting', by: null })
    else Object.assign(call, { stands: 'held', executive: 'none' })
  },
  rung,
)
const executiveAccepts = ofCaller('the executive presses 1', ['screened'], async (call, stage, place) => {
  const leg = executiveLeg(stage, place)
  if (leg) press(leg, '1')
  await until('they speak', () => leg?.bridgedTo)
  call.stands = 'putThrough'
})
/** As a mailbox does, which picks up and never presses. */
const executivePressesNothing = ofCaller(
  'the executive presses nothing',
  ['screened'],
  async (call, stage, place) => {
    const leg = executiveLeg(stage, place)
    if (leg) waitOut(leg)
    Object.assign(call, { stands: 'waiting', by: null })
  },
)
/** Where she was left alone with him, it counts whether they have spoken by then. */
const executiveHangsUp = ofCaller(
  'the executive hangs up',
  ['consulting', 'conferring', 'handedOver', 'putThrough'],
  async (call, stage, place) => {
    const haveSpoken = stage.rig.clock.now().getTime() - call.handedOverAt > 3_000
    if (haveSpoken) await pass(stage, 2_000)
    const leg = executiveLeg(stage, place)
    if (leg) hangUp(leg, 'person')
    call.executive = 'none'
    if (call.stands === 'consulting') call.stands = 'held'
    else if (call.stands === 'conferring') call.stands = 'talking'
    else if (call.stands === 'putThrough' || haveSpoken) call.stands = 'over'
    else Object.assign(call, { stands: 'waiting', by: null })
  },
  (call) => call.stands !== 'consulting' || call.executive === 'there',
)
const timePasses = [
  step(
    'five seconds pass',
    ({ calls }) => calls.some((call) => call?.stands === 'handedOver'),
    async (_, stage) => pass(stage, 5_000),
  ),
]

async function ask(
  stage: Stage,
  { seat, place }: { seat: number; place: number },
  act: string,
  fields: Record<string, string> = {},
  expected = 200,
): Promise<void> {
  const { status, body } = await seatOf(stage, seat).post(act, callerOf(stage, place), fields)
  if (status !== expected) throw new Error(`${act}: ${status} ${JSON.stringify(body)}, expected ${expected}`)
}

/** How often each is done where it can be. */
const everyStep: readonly { readonly often: number; readonly steps: readonly Step[] }[] = [
  ...[arrives, resumes, bringsIn, comesBack].map((steps) => ({ often: 3, steps })),
  ...[answers, holds, consults, transfers, handsOver].map((steps) => ({ often: 6, steps })),
  ...[answersBeside, swaps].map((steps) => ({ often: 30, steps })),
  ...[executiveAnswers, executiveAccepts].map((steps) => ({ often: 6, steps })),
  ...[executiveRefuses, executivePressesNothing, executiveHangsUp].map((steps) => ({ often: 3, steps })),
  ...[claimsAndDoesNotCome, claimsAndHangsUp, declines, wishes, waitsTooLong, timePasses].map((steps) => ({
    often: 1,
    steps,
  })),
  ...[leavesMessage, hears, callerHangsUp, secretaryHangsUp, hangsUpParked, browserDies].map((steps) => ({
    often: 1,
    steps,
  })),
]

/** The step of that name, as it is printed. */
export function stepCalled(name: string): Step {
  const found = everyStep.flatMap(({ steps }) => steps).find((one) => String(one) === name)
  if (!found)
    throw new Error(`No step ${name}; there are ${everyStep.flatMap(({ steps }) => steps).join('; ')}`)
  return found
}

/** One that can be done as things stand, whatever was drawn: so that runs come far. */
export function someStep(drawn: number): Step {
  let done = 'nothing'
  return {
    check: () => true,
    toString: () => done,
    async run(model, stage) {
      const next = chosen(model, drawn)
      done = String(next)
      await next.run(model, stage)
    },
  }
}

function chosen(model: Model, drawn: number): Step {
  const possible = everyStep.flatMap(({ often, steps }) => {
    const now = steps.filter((one) => one.check(model))
    return now.length > 0 ? Array.from({ length: often }, () => now) : []
  })
  const kind = possible[drawn % possible.length] ?? []
  const next = kind[Math.floor(drawn / possible.length) % kind.length]
  if (!next) throw new Error('Nobody can do anything')
  return next
}

/** Everybody goes home: those in the voicemail have spoken, and whoever is with a secretary is told goodbye. */
export async function windUp(model: Model, stage: Stage): Promise<void> {
  for (const [place, call] of model.calls.entries()) {
    if (!call || call.stands === 'over') continue
    if (call.stands === 'voicemail') {
      callerOf(stage, place).call.speak({ text: 'Rappelez-moi', seconds: 5 })
      call.voicemail = 'left'
    } else if (isHers(call)) await ask(stage, { seat: call.by ?? 0, place }, 'hang-up')
    else callerOf(stage, place).call.hangUp()
    call.stands = 'over'
  }
  await settle(stage, model, 'all went home')
}
