import { callFields } from '../call-fields.ts'
import { startClock } from '../clock.ts'
import { hangUp, isOver, type Leg, startRinging } from '../leg.ts'
import { makeLeg } from '../make-leg.ts'
import { personOf } from '../person.ts'
import { type Call, callOf } from '../place-call.ts'
import { runFlow } from '../run-flow.ts'
import { type Switchboard, track } from '../switchboard.ts'

/** A TwiML application: what is asked when a softphone calls. */
export type Application = {
  sid: string
  friendlyName: string
  voiceUrl: string
  voiceMethod: 'GET' | 'POST'
  voiceFallbackUrl: string | null
  statusCallback: string | null
  createdAt: Date
}

export type ApplicationOptions = Pick<Application, 'voiceUrl'> & Partial<Omit<Application, 'createdAt'>>

/** A softphone: a browser that calls by way of an application, under a name of ours. */
export type Device = {
  identity: string
  /** Calls the application; each parameter reaches it as a field of its own. */
  connect(params?: Record<string, string>): Call
  /** Its calls, oldest first. */
  readonly legs: Leg[]
  hangUpAll(): void
}

export function addApplication(board: Switchboard, options: ApplicationOptions): Application {
  const application: Application = {
    sid: board.makeSid('AP'),
    friendlyName: 'softphone',
    voiceMethod: 'POST',
    voiceFallbackUrl: null,
    statusCallback: null,
    ...options,
    createdAt: board.now(),
  }
  board.applications.set(application.sid, application)
  return application
}

/** The device of this name; without a SID it calls by way of the first application. */
export function deviceOf(board: Switchboard, identity: string, applicationSid?: string): Device {
  const known = board.devices.get(identity)
  if (known && applicationSid === undefined) return known
  const device: Device = {
    identity,
    legs: known?.legs ?? [],
    connect: (params = {}) => connect(board, device, applicationOf(board, applicationSid), params),
    hangUpAll: () => {
      for (const leg of device.legs) if (!isOver(leg)) hangUp(leg, 'person')
    },
  }
  board.devices.set(identity, device)
  return device
}

function applicationOf(board: Switchboard, sid?: string): Application {
  const [first] = board.applications.values()
  const application = sid === undefined ? first : board.applications.get(sid)
  if (!application)
    throw new Error(`No application ${sid ?? 'at all'}; applications: ${[...board.applications.keys()]}`)
  return application
}

function connect(
  board: Switchboard,
  device: Device,
  application: Application,
  params: Record<string, string>,
): Call {
  const { statusCallback, voiceFallbackUrl } = application
  const leg = makeLeg(board, {
    direction: 'inbound',
    from: `client:${device.identity}`,
    to: params.To ?? '',
    fallbackUrl: voiceFallbackUrl,
    clock: startClock(board.pace, board.now()),
    person: personOf({ byHand: true }),
    statusCallback: statusCallback
      ? { url: statusCallback, method: 'POST', events: new Set(['completed']) }
      : null,
  })
  device.legs.push(leg)
  return callOf(board, leg, track(board, runApplication(board, leg, application, params)))
}

async function runApplication(
  board: Switchboard,
  leg: Leg,
  { voiceUrl, voiceMethod }: Application,
  params: Record<string, string>,
): Promise<void> {
  startRinging(leg)
  // What the browser says about itself never passes for what the exchange says.
  const own = new Set(Object.keys(callFields(board, leg)))
  const fields = Object.fromEntries(Object.entries(params).filter(([name]) => !own.has(name)))
  await runFlow(board, leg, { kind: 'voice', url: voiceUrl, method: voiceMethod, fields }, 'call')
  hangUp(leg, 'exchange', leg.answeredAtSeconds === null ? undefined : 'completed')
}
