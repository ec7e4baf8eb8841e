// The exchange's device behind the interface that the telephone's window uses; the demo has one of its own.
//   openDevice({ token, onState, onExpiring }) → { connect(params) → call, updateToken, close, audio }
//   call: { mute(on), sendDigits(keys), hangUp(), onState(fn) }   onState: connecting, connected, reconnecting, ended

const sdk = '/assets/twilio-voice.min.js'
/** So long before a token lapses the window asks for another. */
const renewMs = 5 * 60_000

export async function openDevice({ token, onState, onExpiring }) {
  await loadSdk()
  const device = new window.Twilio.Device(token, { tokenRefreshMs: renewMs, appName: 'permanence' })
  device.on('registered', () => onState('registered'))
  device.on('unregistered', () => onState('unregistered'))
  device.on('error', ({ code }) => onState(device.state === 'registered' ? 'registered' : 'failed', code))
  device.on('tokenWillExpire', onExpiring)
  await device.register()
  return {
    connect: async (params) => callOf(await device.connect({ params })),
    updateToken: (next) => device.updateToken(next),
    close: () => device.destroy(),
    audio: {
      chooseInput: (id) => device.audio.setInputDevice(id),
      chooseOutput: (id) => device.audio.speakerDevices.set(id),
    },
  }
}

/** Not a module: it leaves `Twilio` in the window. */
function loadSdk() {
  if (window.Twilio) return
  return new Promise((loaded, failed) => {
    const script = document.createElement('script')
    script.src = sdk
    script.addEventListener('load', loaded)
    script.addEventListener('error', failed)
    document.head.append(script)
  })
}

const states = { accept: 'connected', reconnecting: 'reconnecting', reconnected: 'connected' }

function callOf(call) {
  return {
    mute: (on) => call.mute(on),
    sendDigits: (keys) => call.sendDigits(keys),
    hangUp: () => call.disconnect(),
    onState(heard) {
      for (const [event, state] of Object.entries(states)) call.on(event, () => heard(state))
      for (const event of ['disconnect', 'cancel', 'reject', 'error']) call.on(event, () => heard('ended'))
    },
  }
}
