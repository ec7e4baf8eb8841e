// The call that she placed herself: her telephone joins it, and what became of it is said.
import { askPhone } from './phone.js'
import { headers } from './post.js'

const told = document.getElementById('call-told')
const toldMs = 12_000
let dialled = null

/** Her telephone joins by itself; when nobody was had, it is said why. `callerOf`: the words for whom she rang. */
export function followDialled(call, callerOf) {
  if (call?.state === 'dialling' && !call.listens) {
    const { clientId, callId } = call
    if (dialled?.callId !== callId) askPhone({ kind: 'dial', clientId, callId })
    dialled = call
    told.hidden = true
    return
  }
  const ended = dialled
  dialled = null
  if (ended && !call) sayOutcome(ended, callerOf)
}

async function sayOutcome(call, callerOf) {
  const path = `/console/outgoing/${call.clientId}/${call.callId}/outcome`
  const answered = await fetch(path, { headers }).catch(() => null)
  const { words = '' } = (await answered?.json().catch(() => null)) ?? {}
  if (words) tell(`${callerOf(call)} : ${words}`)
}

/** Said beside the bar for a while. */
export function tell(words) {
  told.textContent = words
  told.hidden = false
  setTimeout(() => (told.hidden = true), toldMs)
}
