// Between the telephone's own window, which holds the call, and the other pages (BroadcastChannel
// `permanence-softphone`). Pages ask, the window tells.
//
// To the window: { kind: 'connect', clientId, callId, path?, as?, resumes? }  { kind: 'mute', on }  { kind: 'hangUp' }  { kind: 'hello' }
//                { kind: 'dial', clientId, callId }: the same, for a call that she places, once
//                { kind: 'led', id }: a tab has gone to the call's page
// To the pages:  { kind: 'phone', ready, call: null | { clientId, callId, state, muted } }
//                { kind: 'lead', id, tab, path }: that tab is to go there

const channel = new BroadcastChannel('permanence-softphone')
let own = null

/** In this page, as the event `permanence-phone` of its document. */
const pass = (message) => document.dispatchEvent(new CustomEvent('permanence-phone', { detail: message }))

channel.addEventListener('message', ({ data }) => (own ? own(data) : pass(data)))

export const isTelephone = () => own !== null

export function askPhone(message) {
  if (own) own(message)
  else channel.postMessage(message)
}

/** In the window: `carryOut` gets what the pages ask for. */
export function beTelephone(carryOut) {
  own = carryOut
}

export function tellPages(message) {
  channel.postMessage(message)
  pass(message)
}
