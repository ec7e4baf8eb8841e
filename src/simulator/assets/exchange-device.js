import {
  closeSound,
  hearNothing,
  hearSomebody,
  listenIn,
  useInput,
  useOutput,
} from '/simulator/assets/exchange-sound.js'

// The demo's softphone: the interface of the one that speaks to Twilio, over this exchange.
//   openDevice({ token, onState, onExpiring }) → { connect(params) → call, updateToken, close, audio }
//   call: { callSid, mute(on), sendDigits(keys), hangUp(), onState(fn) }

const AGAIN_MS = 1000

/** Rejects when the exchange refuses the token. `onState`: registered, unregistered or failed, with a reason. */
export async function openDevice({ token, onState = () => {}, onExpiring = () => {} }) {
  const device = {
    token,
    id: null,
    stream: null,
    isClosed: false,
    calls: new Map(),
    told: new Map(),
    onState,
    onExpiring,
  }
  await register(device)
  return {
    connect: (params) => connect(device, params),
    updateToken: (next) => updateToken(device, next),
    close: () => close(device),
    audio: {
      inputs: () => listed('audioinput'),
      outputs: () => listed('audiooutput'),
      chooseInput: useInput,
      chooseOutput: useOutput,
    },
  }
}

async function register(device) {
  const answer = await post('', { token: device.token })
  if (answer.status !== 201) throw new Error(`the exchange refuses the token: ${answer.status}`)
  device.id = (await answer.json()).id
  const stream = new EventSource(`/simulator/devices/${device.id}/events`)
  device.stream = stream
  const on = (event, act) => stream.addEventListener(event, ({ data }) => act(JSON.parse(data)))
  on('registered', () => device.onState('registered'))
  on('unregistered', ({ reason }) => device.onState('unregistered', reason))
  on('expiring', () => device.onExpiring())
  on('call', ({ sid, ...told }) => {
    device.told.set(sid, told)
    device.calls.get(sid)?.become(told.state, told.status)
  })
  stream.addEventListener('error', () => lost(device, stream))
}

/** The stream comes back by itself, unless the exchange has forgotten this device: its calls are over then. */
function lost(device, stream) {
  if (device.isClosed) return
  device.onState('unregistered', 'noConnection')
  for (const call of device.calls.values()) call.become('reconnecting')
  if (stream.readyState !== EventSource.CLOSED) return
  for (const call of device.calls.values()) call.become('ended', 'failed')
  setTimeout(() => again(device), AGAIN_MS)
}

async function again(device) {
  if (device.isClosed) return
  try {
    await register(device)
  } catch (error) {
    if (error instanceof TypeError) setTimeout(() => again(device), AGAIN_MS)
    else device.onState('failed', error.message)
  }
}

async function updateToken(device, token) {
  device.token = token
  const answer = await post(`/${device.id}/token`, { token })
  if (!answer.ok) device.onState('failed', `the exchange refuses the token: ${answer.status}`)
}

function close(device) {
  device.isClosed = true
  for (const call of device.calls.values()) call.hangUp()
  device.stream.close()
  closeSound()
}

/** Rejects when the microphone is not to be had, or the exchange does not take the call. */
async function connect(device, params) {
  await listenIn()
  const answer = await post(`/${device.id}/connect`, { params }).catch(() => null)
  if (answer?.status !== 201) {
    hearNothing()
    throw new Error(`the exchange does not take the call: ${answer?.status}`)
  }
  return makeCall(device, (await answer.json()).sid)
}

function makeCall(device, callSid) {
  let state = 'connecting'
  const listeners = []
  const act = (what, body = {}) => post(`/${device.id}/calls/${callSid}/${what}`, body).catch(() => {})
  const call = {
    callSid,
    mute(on) {
      listenIn(!on)
      act('mute', { on })
    },
    sendDigits: (digits) => act('press', { digits }),
    hangUp: () => act('hang-up'),
    onState(listener) {
      listeners.push(listener)
      if (state !== 'connecting') listener(state)
    },
  }
  const become = (next, status) => {
    if (state === 'ended' || state === next) return
    state = next
    if (next === 'connected') hearSomebody()
    if (next === 'ended') {
      device.calls.delete(callSid)
      hearNothing()
    }
    for (const listener of listeners)
      listener(next, next === 'ended' && status !== 'completed' ? status : undefined)
  }
  device.calls.set(callSid, { become, hangUp: call.hangUp })
  // What the stream said may have overtaken the answer to the request.
  const told = device.told.get(callSid)
  if (told) become(told.state, told.status)
  return call
}

async function listed(kind) {
  const all = await navigator.mediaDevices.enumerateDevices()
  return all.filter((one) => one.kind === kind).map(({ deviceId, label }) => ({ id: deviceId, label }))
}

const post = (path, body) =>
  fetch(`/simulator/devices${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    keepalive: true,
  })
