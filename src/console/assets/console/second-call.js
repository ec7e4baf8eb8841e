// The caller whom she holds beside the call that she is in, and going from one to the other.
import { askPhone } from './phone.js'
import { postTo } from './post.js'
import { setTimer } from './timers.js'

const bar = document.getElementById('call-bar')
const part = bar.querySelector('.parked')

/** `callerOf`: the words for a caller. */
export function showParked(parked, ahead, callerOf) {
  part.hidden = parked === null
  if (parked === null) return
  setTimer(part.querySelector('.timer'), { since: parked.heldSince, ahead })
  part.querySelector('.slip').href = `/console/calls/${parked.clientId}/${parked.callId}`
  part.querySelector('.client').textContent = parked.client
  part.querySelector('.caller').textContent = callerOf(parked)
}

/**
 * She goes back to `held`; whoever she speaks with meanwhile (`call`) is held. Her telephone leaves the one and joins the
 * other, and lets him hear her then.
 */
export async function goBack(held, call) {
  const isOther = call && call.callId !== held.callId
  if (isOther && call.state === 'talking' && !(await postTo(call, 'hold'))?.ok) return
  if (!(await postTo(held, 'take-up'))?.ok) return
  const { clientId, callId } = held
  askPhone({ kind: 'connect', clientId, callId, resumes: true })
}
