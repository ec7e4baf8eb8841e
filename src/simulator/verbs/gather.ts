import { type Keys, listen, typeScript } from '../keys.ts'
import { begin, finish, type Leg } from '../leg.ts'
import type { Verb } from '../read-twiml.ts'
import type { Outcome, Scene } from '../run-flow.ts'
import { untilCut } from '../until-cut.ts'
import { pause, play, say } from './speak.ts'
import { actionOf, isTrue, secondsOf } from './target.ts'

type Wishes = { numDigits: number; finishOnKey: string; timeoutSeconds: number }

/** Speaks its prompt and collects keys. Without any, the next verb runs, save with `actionOnEmptyResult`. */
export async function gather(scene: Scene, verb: Verb): Promise<Outcome> {
  const { leg, document } = scene
  const keys = listen(leg)
  try {
    await promptUntilKey(scene, verb, keys)
    const digits = await collect(leg, keys, wishesOf(verb))
    if (digits === '' && !isTrue(verb.attributes.actionOnEmptyResult, 'false')) return 'next'
    return actionOf(document, verb, { Digits: digits })
  } finally {
    keys.close()
  }
}

function wishesOf({ attributes }: Verb): Wishes {
  return {
    numDigits: secondsOf(attributes.numDigits, Number.POSITIVE_INFINITY),
    finishOnKey: attributes.finishOnKey ?? '#',
    timeoutSeconds: secondsOf(attributes.timeout, 5),
  }
}

/** The first key cuts the prompt short. */
async function promptUntilKey(scene: Scene, verb: Verb, keys: Keys): Promise<void> {
  const cut = new AbortController()
  keys.first.then(() => cut.abort(new Error('a key cut the prompt short')))
  await untilCut(scene.leg, cut.signal, async () => {
    for (const child of verb.children) await speakPart(scene, child)
  })
}

async function speakPart({ board, leg }: Scene, part: Verb): Promise<void> {
  if (part.name === 'Say') await say(leg, part)
  else if (part.name === 'Play') await play(leg, part)
  else if (part.name === 'Pause') await pause(leg, part)
  else {
    const detail = `<${part.name}> is not allowed in a <Gather>`
    board.alerts.push({ code: 12200, about: leg.sid, detail })
  }
}

async function collect(leg: Leg, keys: Keys, wishes: Wishes): Promise<string> {
  const moment = begin(leg, { kind: 'gather' })
  const typing = typeScript(leg)
  let digits = ''
  while (digits.length < wishes.numDigits) {
    const key = await keys.next(wishes.timeoutSeconds)
    if (key === undefined || (wishes.finishOnKey !== '' && key === wishes.finishOnKey)) break
    digits += key
  }
  finish(leg, moment)
  void typing
  return digits
}
