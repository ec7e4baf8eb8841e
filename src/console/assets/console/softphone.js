// Her telephone: the one window that holds the device and the call. It says every 15 s that it can be reached, rings
// aloud, and does what the other pages ask for.

import { showLive } from './live-sign.js'
import { askPhone, beTelephone, tellPages } from './phone.js'
import {
  listDevices,
  playTest,
  showLevel,
  startRinging,
  stopLevel,
  stopRinging,
  wakeSound,
} from './softphone-sound.js'
import './station.js'
import { startStream } from './stream.js'

const everySeconds = 15
const headers = { 'x-requested-with': 'fetch', 'x-form-token': document.querySelector('.who input').value }
const part = (id) => document.getElementById(id)

let device = null
/** What a device says that was closed meanwhile counts no more. */
let opened = null
let ready = 'closed'
let call = null
let isMuted = false
let standing = 'off'
let isLive = true
let letGo = null

// ---- one window only ----

/** Held as long as this window is open; another one that takes it by force makes this one idle. */
function holdAlone(steal) {
  const options = steal ? { steal: true } : { ifAvailable: true }
  return new Promise((settle) => {
    navigator.locks
      .request('permanence-softphone', options, (lock) => {
        settle(lock !== null)
        return lock && new Promise((free) => (letGo = free))
      })
      .catch(lose)
  })
}

/** Another window took it. */
function lose() {
  letGo = null
  close()
  part('begin').hidden = true
  part('elsewhere').hidden = false
}

// ---- taking her station ----

part('start').addEventListener('click', () => start(false))
part('take-here').addEventListener('click', () => start(true))

async function start(steal) {
  const why = part('begin').querySelector('p')
  wakeSound()
  if (!(await holdAlone(steal))) return lose()
  part('elsewhere').hidden = true
  const words = why.textContent
  why.textContent = why.dataset.starting
  part('start').disabled = true
  const isOpen = await open()
  why.textContent = words
  part('start').disabled = false
  part('begin').hidden = isOpen
  part('leave').hidden = !isOpen
  if (isOpen) return
  letGo?.()
  letGo = null
}

async function open() {
  if (!(await hasMicrophone())) {
    showTrouble('noMicrophone')
    return false
  }
  const token = await fetchToken()
  if (!token) return false
  const { openDevice } = await import(document.body.dataset.device)
  const opening = {}
  opened = opening
  const onState = (state) => opened === opening && deviceIs(state)
  device = await openDevice({ token, onState, onExpiring: renew }).catch(() => null)
  if (!device) {
    showTrouble('failed')
    return false
  }
  await post('/console/station/state', { state: 'available' })
  return true
}

async function hasMicrophone() {
  const microphone = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null)
  for (const track of microphone?.getTracks() ?? []) track.stop()
  return microphone !== null
}

async function fetchToken() {
  const answer = await fetch('/console/softphone/token', { headers }).catch(() => null)
  if (answer?.ok) return (await answer.json()).token
  showTrouble(answer?.status === 401 ? 'signedOut' : 'failed')
  return null
}

async function renew() {
  const token = await fetchToken()
  if (token) device?.updateToken(token)
}

// ---- whether she can be reached ----

function deviceIs(state) {
  ready = state
  if (state === 'registered') showTrouble(isLive ? null : 'noStream')
  else showTrouble(state === 'failed' ? 'failed' : 'unregistered')
  sayReachable()
  report()
}

/** A silent page in the background is woken once a minute only; a worker's clock goes on. */
const clock = new Worker('/assets/console/softphone-clock.js')
clock.addEventListener('message', () => ready === 'registered' && sayReachable())
clock.postMessage(everySeconds)

async function sayReachable() {
  const registered = ready === 'registered' ? 'yes' : 'no'
  // Speaking and waiting for calls are use of the console; whoever lets two ring in vain is put on pause.
  const isAtWork = call || (standing !== 'off' && standing !== 'pause')
  const extra = isAtWork ? {} : { 'x-background': 'yes' }
  const said = await post('/console/station/reachable', { registered }, extra)
  if (said?.status === 401) end()
  else if (ready === 'registered') showTrouble(said?.ok && isLive ? null : 'noStream')
}

document.addEventListener('permanence', ({ detail }) => {
  if (detail.kind === 'state') hearState(detail)
  if (detail.kind === 'station') showStanding(detail.its)
  if (detail.kind === 'ringing') ringAloud(detail.call)
})

/** What rang may have gone to somebody else: whatever still does is told again. */
function hearState(told) {
  showLive(told)
  isLive = told.state !== 'off'
  if (!isLive) stopRinging()
  if (told.state === 'ended') end()
  else if (ready === 'registered') showTrouble(isLive ? null : 'noStream')
}

function showStanding(its) {
  standing = its.standing
  document.body.dataset.standing = standing
  part('keypad').hidden = !call
  if (its.device === 'telephone') part('begin').hidden = true
}

const ringAloud = (rung) => (rung && ready === 'registered' && !call ? startRinging() : stopRinging())

function showTrouble(kind) {
  const sign = part('trouble')
  sign.hidden = kind === null
  const words = kind ? sign.getAttribute(`data-${kind.toLowerCase()}`) : ''
  if (sign.textContent !== words) sign.textContent = words
}

/** Nobody is signed in any more. */
function end() {
  if (call) return
  close()
  showTrouble('signedOut')
}

function close() {
  opened = null
  device?.close()
  device = null
  ready = 'closed'
  stopRinging()
  report()
  letGo?.()
  letGo = null
  part('begin').hidden = false
  part('leave').hidden = true
}

part('leave').addEventListener('click', async () => {
  if (call) return
  await post('/console/station/state', { state: 'off' })
  close()
})

addEventListener('beforeunload', (event) => call && event.preventDefault())
addEventListener('pagehide', () => {
  if (ready === 'closed') return
  const body = new URLSearchParams({ registered: 'no', form: headers['x-form-token'] })
  navigator.sendBeacon('/console/station/reachable', body)
  ready = 'closed'
  report()
})

// ---- the call ----

beTelephone(({ kind, ...asked }) => {
  if (kind === 'hello') report()
  if (kind === 'connect') connect(asked)
  if (kind === 'dial') dial(asked)
  if (kind === 'mute') mute(asked.on)
  if (kind === 'hangUp') call?.line.hangUp()
  if (kind === 'led') led.delete(asked.id)
})

/** Every page of hers asks for it; once is enough, also after she has hung up. */
let dialled = null
function dial(asked) {
  if (dialled === asked.callId || call || !device) return
  dialled = asked.callId
  connect(asked)
}

async function connect({ clientId, callId, path, as = 'secretary', resumes = false }) {
  if (call?.callId === callId || !device) return
  const other = call
  stopRinging()
  call = { clientId, callId, state: 'connecting', line: null }
  isMuted = false
  report()
  try {
    // One line at a time: the other caller is held by then.
    if (other?.line) await hangUpFirst(other.line)
    const line = await device.connect({ clientId: String(clientId), callId, as })
    call = { ...call, line }
    line.onState((state) => lineIs(callId, state))
    if (resumes) letHimHear(clientId, callId)
  } catch {
    over(callId)
    if (!(await hasMicrophone())) await loseMicrophone()
    // Nobody has spoken with him: he is not to wait until it is noticed that she does not come.
    if (as === 'secretary' && !resumes) await post(`/console/answering/${clientId}/${callId}/hang-up`, {})
  }
  if (path) leadTo(path)
}

const endsWithinMs = 2000

function hangUpFirst(line) {
  return new Promise((ended) => {
    line.onState((state) => state === 'ended' && ended())
    line.hangUp()
    setTimeout(ended, endsWithinMs)
  })
}

/** He is held until her line has come to him, which the server hears of a little later than this window. */
async function letHimHear(clientId, callId) {
  for (let tries = 0; tries < 20 && call?.callId === callId; tries++) {
    await new Promise((later) => setTimeout(later, 400))
    const answer = await post(`/console/answering/${clientId}/${callId}/resume`, {})
    if (answer?.status !== 409) return
  }
}

/** It was taken from her since: no call is to ring at her that she cannot take. */
async function loseMicrophone() {
  close()
  showTrouble('noMicrophone')
  await sayReachable()
}

function lineIs(callId, state) {
  if (call?.callId !== callId) return
  if (state === 'ended') return over(callId)
  call = { ...call, state }
  part('keypad').hidden = false
  report()
}

function over(callId) {
  if (call?.callId !== callId) return
  call = null
  part('keypad').hidden = true
  report()
}

function mute(on) {
  if (!call?.line) return
  isMuted = on
  call.line.mute(on)
  report()
}

part('keypad').addEventListener('click', ({ target }) => {
  const digit = target.closest('[data-digit]')?.dataset.digit
  if (digit) call?.line?.sendDigits(digit)
})

/** A window that only lies open beside the one that holds the device is silent. */
function report() {
  if (!letGo) return
  const told = call && { clientId: call.clientId, callId: call.callId, state: call.state, muted: isMuted }
  tellPages({ kind: 'phone', ready, call: told })
}

/** Answered in this window: the tab she looked at last goes to the call, or a new one. */
const led = new Set()
const leadPatienceMs = 500

function leadTo(path) {
  const id = crypto.randomUUID()
  led.add(id)
  tellPages({ kind: 'lead', id, tab: localStorage.getItem('permanence-tab'), path })
  setTimeout(() => led.delete(id) && window.open(path, 'permanence-console'), leadPatienceMs)
}

// ---- microphone and headset ----

part('audio').addEventListener('toggle', async ({ target }) => {
  if (!target.open) return stopLevel()
  wakeSound()
  const shown = await showLevel(part('level'), part('input').value)
  if (!shown) return showTrouble('noMicrophone')
  await listDevices(part('input'), part('output'))
})
part('input').addEventListener('change', ({ target }) => {
  device?.audio.chooseInput(target.value)
  showLevel(part('level'), target.value)
})
part('output').addEventListener('change', ({ target }) => device?.audio.chooseOutput(target.value))
part('test-sound').addEventListener('click', () => playTest(part('output').value))

const post = (path, fields, extra = {}) =>
  fetch(path, {
    method: 'POST',
    headers: { ...headers, ...extra },
    body: new URLSearchParams(fields),
  }).catch(() => null)

askPhone({ kind: 'hello' })
startStream()
part('start').disabled = false
