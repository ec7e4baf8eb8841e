// The executive who is rung for a call: how she stands, and what the secretary can do about it.
import { askPhone } from './phone.js'
import { postTo } from './post.js'

const consulted = document.querySelector('#call-bar .consulted')
let current = null

/**
 * In the bar of `call`: how the executive stands who was rung for it, and what can be done about it. `isApart`: the
 * secretary's line is not with this caller, so that nobody could speak with an executive.
 */
export function showConsulted(call, isApart) {
  current = call
  showWhomToRing(call, isApart)
  if (call) showExecutive(call)
}

/** She can be rung while the secretary speaks with the caller, on the page of that call. */
function showWhomToRing(call, isApart) {
  const canRing = call && !call.listens && (call.state === 'talking' || call.state === 'held')
  for (const part of document.querySelectorAll('[data-live-call]'))
    part.hidden = !canRing || part.dataset.liveCall !== call.callId
  for (const button of document.querySelectorAll('[data-rings=consult]')) button.hidden = isApart
  // Whom she rang herself is not sent on unannounced.
  for (const button of document.querySelectorAll('[data-rings=transfer]'))
    button.hidden = call?.direction === 'outbound'
}

export const isConsulting = ({ state, listens }) =>
  !listens && (state === 'consulting' || state === 'conferring')

function showExecutive({ state, executive, listens }) {
  const isOn = isConsulting({ state, listens })
  consulted.hidden = !isOn
  if (!isOn || !executive) return
  const isThere = executive.joinedAt !== null && executive.leftAt === null
  const words = consulted.querySelector('.executive')
  const said = words.dataset[wordOf(state, executive).toLowerCase()].replace('{name}', executive.name)
  if (words.textContent !== said) words.textContent = said
  consulted.querySelector('[data-does=bringIn]').hidden = !isThere || state === 'conferring'
  consulted.querySelector('[data-does=handOver]').hidden = !isThere
}

const failures = { busy: 'busy', 'no-answer': 'noAnswer', notAccepted: 'notAccepted' }

function wordOf(state, { joinedAt, leftAt, failure }) {
  if (leftAt) return joinedAt ? 'left' : (failures[failure] ?? 'failed')
  if (!joinedAt) return 'rings'
  return state === 'conferring' ? 'together' : 'there'
}

/** What could not be done is said where the executive stands. */
async function ask(act, fields) {
  if (!current) return false
  const answered = await postTo(current, act, fields)
  if (answered?.ok) return true
  const { code = 'away' } = (await answered?.json().catch(() => null)) ?? {}
  const words = consulted.querySelector('.executive')
  consulted.hidden = false
  words.textContent = words.dataset[code.toLowerCase()] ?? words.dataset.away
  return false
}

export const bringIn = () => ask('bring-in')
export const comeBack = () => ask('come-back')
export const handOver = async () => (await ask('hand-over')) && askPhone({ kind: 'hangUp' })

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-rings]')
  if (button) ask(button.dataset.rings, { executive: button.dataset.executive })
})
