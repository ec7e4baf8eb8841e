// Her own station, on every page: how she stands, what rings at her, the call she is in. What is true comes from the
// server (`permanence`); what only her telephone's window knows, such as the microphone, from there.
import { bringIn, comeBack, handOver, isConsulting, showConsulted } from './consult-bar.js'
import { followDialled, tell } from './dialled-bar.js'
import { bindKeys } from './keys.js'
import { leave, showListening, wordsOf } from './listening.js'
import { openTelephone } from './open-telephone.js'
import { askPhone, isTelephone } from './phone.js'
import { post, postTo } from './post.js'
import { pauseAsked, showRecording } from './recording-bar.js'
import { goBack, showParked } from './second-call.js'
import { setTimer } from './timers.js'

const head = document.getElementById('station')
const ring = document.getElementById('ring')
const bar = document.getElementById('call-bar')
const toggle = head.querySelector('button')
/** The tab she looked at last is the one that a call's page opens in. */
const tab = `${Date.now()}-${Math.random()}`
/** A window that is there answers at once. */
const goneMs = 2000

let its = null
let ahead = 0
let rung = null
let phone = null
let isGone = false
let isLost = false
let answering = null

document.addEventListener('permanence', ({ detail }) => {
  if (detail.kind === 'state') showLost(detail.state === 'off' || detail.state === 'ended')
  if (detail.kind === 'ringing') showRing(detail.call)
  if (detail.kind === 'station') showStation(detail)
})
document.addEventListener('permanence-phone', ({ detail }) => {
  if (detail.kind === 'phone') {
    phone = detail
    isGone = detail.ready === 'closed'
    if (its) showToggle(standingNow())
    showCall()
  }
  if (detail.kind === 'lead' && detail.tab === tab && !isTelephone()) {
    askPhone({ kind: 'led', id: detail.id })
    location.assign(detail.path)
  }
})

/** Nobody knows what rings by now: nothing is offered until the server has said it again, which it does at once. */
function showLost(lost) {
  if (lost === isLost) return
  isLost = lost
  if (lost) showRing(null)
  if (its) showStanding()
}

// ---- how she stands ----

function showStation(detail) {
  const before = its
  its = detail.its
  ahead = detail.ahead
  showStanding()
  if (before && before.missedRings < 2 && its.missedRings >= 2 && its.standing === 'pause')
    say(head.dataset.missed)
  showCall()
}

/** As the server said last; in a console that it does not reach no call rings. */
function standingNow() {
  const isCut = isLost && its.device !== 'telephone' && ['free', 'rung', 'wrapUp'].includes(its.standing)
  return isCut ? 'unreachable' : its.standing
}

function showStanding() {
  const standing = standingNow()
  const name = standing.toLowerCase()
  head.dataset.standing = standing
  head.querySelector('.mark').textContent = head.getAttribute(`data-mark-${name}`)
  head.querySelector('.word').textContent = head.getAttribute(`data-word-${name}`)
  setTimer(head.querySelector('.timer'), standing === its.standing ? timerOf(its) : {})
  showToggle(standing)
}

const timerOf = ({ standing, since, wrapUpUntil }) => {
  if (standing === 'wrapUp') return { until: wrapUpUntil, ahead }
  return standing === 'pause' ? { since, ahead } : {}
}

/** What one key does now: to go on pause, to be there again, to be done with writing. */
const nextSteps = {
  free: ['pause', () => setState('pause')],
  wrapUp: ['ready', () => post('/console/station/wrap-up-end')],
  pause: ['available', () => setState('available')],
  off: ['available', () => (isAtHand() ? setState('available') : openTelephone())],
  unreachable: ['open', openTelephone],
}

/** Where her calls ring: at her own telephone, or in the window that is open. */
const isAtHand = () => its.device === 'telephone' || phone?.ready === 'registered'

/** Whose telephone is not open takes her station in its window. */
function showToggle(standing) {
  const step = nextSteps[standing]
  const isElsewhere = { off: !isAtHand(), unreachable: isTelephone() }[standing]
  toggle.hidden = !step || isElsewhere || isLost
  if (step) toggle.querySelector('.label').textContent = head.dataset[step[0]]
}

const doNextStep = () => !isLost && nextSteps[its?.standing]?.[1]()

const setState = (state) => post('/console/station/state', { state })

toggle.addEventListener('click', doNextStep)
bindKeys({ p: doNextStep })
head.querySelector('a').addEventListener('click', (event) => {
  if (isTelephone() || its?.device === 'telephone' || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  openTelephone()
})

// ---- what rings at her ----

function showRing(told) {
  const call = isLost ? null : told
  const isNew = call && call.callId !== rung?.callId
  rung = call
  ring.hidden = !call || answering === call.callId
  if (!call) return
  ring.querySelector('.acts').hidden = call.onTelephone
  ring.querySelector('.elsewhere').hidden = !call.onTelephone
  ring.querySelector('.client').textContent = call.client
  const says = ring.querySelector('.says')
  says.textContent = says.dataset.words.replace('{greeting}', call.greeting)
  ring.querySelector('.caller').textContent = callerOf(call)
  ring.querySelector('.number').textContent = call.caller ? (call.number ?? '') : ''
  setTimer(ring.querySelector('.timer'), { since: call.arrivedAt, ahead })
  const announce = call.onTelephone ? ring.dataset.announceElsewhere : ring.dataset.announce
  if (isNew) say(announce.replace('{client}', call.client).replace('{caller}', callerOf(call)))
}

const callerOf = ({ caller, number }) => caller ?? number ?? ring.dataset.withheld

async function answer() {
  const call = rung
  if (!call || call.onTelephone || answering === call.callId) return
  answering = call.callId
  ring.hidden = true
  const answered = await postTo(call, 'answer')
  if (answered?.ok) return begin(call)
  answering = null
  ring.hidden = rung === null
  say(answered?.status === 409 ? await takenWords(answered) : ring.dataset.failed)
}

/** Her telephone takes the call, this tab shows it. */
function begin(call) {
  const path = `/console/calls/${call.clientId}/${call.callId}`
  const { clientId, callId } = call
  if (isTelephone()) return askPhone({ kind: 'connect', clientId, callId, path })
  askPhone({ kind: 'connect', clientId, callId })
  if (location.pathname !== path) location.assign(path)
}

async function takenWords(answered) {
  const { takenBy } = await answered.json().catch(() => ({}))
  return takenBy ? ring.dataset.takenBy.replace('{name}', takenBy) : ring.dataset.taken
}

const decline = () => rung && postTo(rung, 'decline')

// ---- the call she is in ----

function showCall() {
  const call = its?.call
  bar.hidden = !call
  followDialled(call, callerOf)
  showConsulted(call, call && isApart(call))
  showParked(its?.parked ?? null, ahead, callerOf)
  if (!call) return
  if (answering !== call.callId) answering = null
  const local = phone?.call?.callId === call.callId ? phone.call : null
  const state = stateOf(call, local)
  bar.dataset.state = state
  const isThere = state !== 'gone' && state !== 'connecting' && state !== 'reconnecting'
  const words = call.listens && isThere ? wordsOf(call.listens) : bar.dataset[state]
  bar.querySelector('.word').textContent = words.replace('{who}', callerOf(call))
  setTimer(bar.querySelector('.state .timer'), { since: call.heldSince ?? call.since, ahead })
  bar.querySelector('.slip').href = `/console/calls/${call.clientId}/${call.callId}`
  bar.querySelector('.client').textContent = call.client
  bar.querySelector('.caller').textContent = callerOf(call)
  bar.querySelector('[data-does=mute]').hidden = call.byTelephone
  bar.querySelector('.byTelephone').hidden = !call.byTelephone
  press('mute', local?.muted ?? false)
  press('hold', call.state === 'held')
  bar.querySelector('[data-does=hold]').hidden = isConsulting(call) || isUnspoken(call.state)
  showListening(call)
  showRecording(call)
}

/** There is nobody yet who could be held. */
const isUnspoken = (state) => state === 'claimed' || state === 'dialling'

function stateOf({ state, callId, byTelephone }, local) {
  if (!byTelephone && isGone) return 'gone'
  if (local?.state === 'reconnecting') return 'reconnecting'
  if (state === 'claimed' || (local && local.state === 'connecting')) return 'connecting'
  if (state === 'dialling') return local ? 'dialling' : 'connecting'
  if (state === 'held' || state === 'consulting') return 'held'
  return local?.muted && local.callId === callId ? 'muted' : 'talking'
}

function press(does, on) {
  const button = bar.querySelector(`[data-does=${does}]`)
  button.setAttribute('aria-pressed', String(on))
  button.querySelector('.label').textContent = on ? button.dataset.on : button.dataset.off
}

const isPressed = (does) => bar.querySelector(`[data-does=${does}]`).getAttribute('aria-pressed') === 'true'

const mute = () => its?.call && !its.call.byTelephone && askPhone({ kind: 'mute', on: !isPressed('mute') })
const hold = async () => {
  if (!its?.call || its.call.listens || isUnspoken(its.call.state)) return
  if (isConsulting(its.call)) return comeBack()
  if (isPressed('hold') && isApart(its.call)) return goBack(its.call, its.call)
  const answered = await postTo(its.call, isPressed('hold') ? 'resume' : 'hold')
  if (!answered || answered.status >= 500) tell(bar.dataset.away)
}

/** She has left him for another, and her telephone is to join him again. */
const isApart = ({ callId, state, byTelephone }) =>
  state === 'held' && !byTelephone && phone !== null && phone.call?.callId !== callId

const takeUp = () => its?.parked && goBack(its.parked, its.call)
const hangUpParked = () => its?.parked && postTo(its.parked, 'hang-up')

async function hangUp() {
  if (!its?.call) return
  if (its.call.listens) return leave()
  await postTo(its.call, 'hang-up')
  askPhone({ kind: 'hangUp' })
}

/** Until the server has heard of it from the exchange, the bar says that it goes on. */
function pauseRecording(event) {
  const act = its?.call && pauseAsked(event !== undefined)
  if (act) postTo(its.call, act)
}

const refuseRecording = () => its?.call && postTo(its.call, 'recording-refuse')

// ---- keys and buttons ----

const acts = {
  answer,
  decline,
  mute,
  hold,
  hangUp,
  bringIn,
  handOver,
  comeBack,
  pauseRecording,
  refuseRecording,
  takeUp,
  hangUpParked,
}

for (const part of [ring, bar])
  part.addEventListener('click', ({ target }) => acts[target.closest('[data-does]')?.dataset.does]?.())

/** Keys that write nothing, so that they act from within a form as well. */
const functionKeys = {
  F7: pauseRecording,
  F9: answer,
  F8: mute,
  'Shift+F7': takeUp,
  'Shift+F8': hold,
  'Shift+F9': hangUp,
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
  const act = functionKeys[`${event.shiftKey ? 'Shift+' : ''}${event.key}`]
  if (!act) return
  event.preventDefault()
  act(event)
})

// ---- small things ----

function say(words) {
  document.getElementById('ring-news').textContent = words
}

if (!document.body.classList.contains('softphone')) {
  const mark = () => document.hidden || localStorage.setItem('permanence-tab', tab)
  mark()
  addEventListener('focus', mark)
  window.name ||= 'permanence-console'
}

askPhone({ kind: 'hello' })
setTimeout(() => {
  isGone = phone === null && !document.body.classList.contains('softphone')
  if (isGone) showCall()
}, goneMs)
