// What happens elsewhere, on every page of the console. One tab of the browser holds the stream (Web Locks) and hands
// what comes to the others (BroadcastChannel `permanence`): six streams would exhaust what HTTP/1.1 allows. Nothing is
// ever replayed: each board that comes is whole.
//
// On the channel: { kind: 'board', html, at }  { kind: 'changed', clientIds }  { kind: 'state', state, since }
//                 { kind: 'hello' }: a new tab asks for the last of each

import { setServerTime } from './ages.js'
import { showHanded } from './handed.js'
import { bindKeys } from './keys.js'
import { morph } from './morph.js'

const silentMs = 40_000
const longestWaitMs = 15_000

const channel = new BroadcastChannel('permanence')
const sign = document.getElementById('live')
const title = document.title
let last = { board: null, state: { kind: 'state', state: 'waiting', since: null } }
let heardAt = Date.now()
let seenCalls = null

channel.addEventListener('message', ({ data }) => {
  if (data.kind === 'hello') return leads && repeatAll()
  receive(data)
})

function tell(message) {
  channel.postMessage(message)
  receive(message)
}

function repeatAll() {
  channel.postMessage(last.state)
  if (last.board) channel.postMessage(last.board)
}

function receive(message) {
  heardAt = Date.now()
  if (message.kind === 'board') {
    last = { ...last, board: message }
    showBoard(message.html)
  }
  if (message.kind === 'state') {
    last = { ...last, state: message }
    showState(message)
  }
  document.dispatchEvent(new CustomEvent('permanence', { detail: message }))
}

// ---- what this tab shows ----

function showState({ state, since }) {
  const words = sign.dataset[state].replace('{time}', since ? timeOf(since) : '')
  if (sign.dataset.state === state && sign.textContent === words) return
  sign.dataset.state = state
  sign.textContent = words
  document.getElementById('board')?.toggleAttribute('data-stale', state === 'off' || state === 'ended')
  if (state === 'ended') document.body.dataset.signedOut = 'yes'
}

const timeOf = (ms) =>
  new Date(ms).toLocaleTimeString(document.documentElement.lang, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })

function showBoard(html) {
  const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('board')
  if (!fresh) return
  const board = document.getElementById('board')
  if (board) swap(board, fresh)
  showRinging(fresh, board !== null)
  showHanded(fresh)
  setServerTime(fresh.dataset.now)
}

/** A row that goes to another part of the board, or goes away, may not take the focus with it. */
function swap(board, fresh) {
  const held = document.activeElement
  const section = held?.closest?.('#board section')?.id
  const row = held?.closest?.('#board li')?.id
  morph(board, fresh)
  if (held === document.activeElement || !section) return
  const next = (row && document.getElementById(row)?.querySelector('a')) || document.getElementById(section)
  next?.focus({ preventScroll: true })
}

function showRinging(board, isBoardPage) {
  const ringing = ringingOn(board)
  const fresh = seenCalls && ringing.filter((link) => !seenCalls.has(rowOf(link)))
  seenCalls = new Set(ringing.map(rowOf))
  document.title = ringing.length > 0 ? `(${ringing.length}) ${title}` : title
  // Nobody is led to the call that stands before her.
  const newest = ringing.find(({ pathname }) => pathname !== location.pathname)
  if (fresh?.length) announce(fresh[0])
  const bar = document.getElementById('ringing-now')
  bar.replaceChildren(...(newest && !isBoardPage ? [linkTo(newest)] : []))
}

/** Calls that nobody looks after, the newest first. */
const ringingOn = (board) =>
  [...(board?.querySelectorAll('a[data-ringing]') ?? [])].sort((a, b) =>
    arrivalOf(a) < arrivalOf(b) ? 1 : -1,
  )

const arrivalOf = (link) => link.closest('li').querySelector('time').dateTime
const rowOf = (link) => link.closest('li').id

function announce({ dataset }) {
  document.getElementById('announcement').textContent = sign.dataset.rings.replace('{call}', dataset.ringing)
}

function linkTo({ href, dataset }) {
  const link = document.createElement('a')
  const key = document.createElement('kbd')
  link.href = href
  key.textContent = 'n'
  link.append(sign.dataset.rings.replace('{call}', dataset.ringing), ' ', key)
  return link
}

bindKeys({ n: openNewest })

function openNewest() {
  const newest = ringingOn(document.getElementById('board'))[0] ?? document.querySelector('#ringing-now a')
  if (newest) location.assign(newest.href)
}

// ---- the stream, in the tab that leads ----

let leads = false
const sleepers = new Set()

async function lead() {
  leads = true
  for (let failures = 0; ; ) {
    const heard = await listen().catch(() => 'lost')
    if (heard === 'ended') {
      leads = false
      return tell({ kind: 'state', state: 'ended', since: Date.now() })
    }
    failures = heard === 'broken' ? 0 : failures + 1
    sayLost()
    await sleep(Math.min(longestWaitMs, 500 * 2 ** failures) * (0.75 + Math.random() / 2))
  }
}

function sayLost() {
  if (last.state.state !== 'off') tell({ kind: 'state', state: 'off', since: Date.now() })
}

/** `broken`: it was heard and then no more; `lost`: it could not be had; `ended`: whoever was signed in is not any more. */
async function listen() {
  const stop = new AbortController()
  let alive = Date.now()
  const watch = setInterval(() => Date.now() - alive > silentMs && stop.abort(), 5000)
  try {
    const answer = await fetch('/console/events', {
      headers: { 'x-requested-with': 'fetch' },
      signal: stop.signal,
    })
    if (answer.status === 401) return 'ended'
    if (!answer.ok) return 'lost'
    for await (const event of eventsOf(answer.body, () => (alive = Date.now()))) {
      if (event.name === 'ended') return 'ended'
      hear(event)
    }
    return 'broken'
  } catch {
    return last.state.state === 'on' ? 'broken' : 'lost'
  } finally {
    clearInterval(watch)
    stop.abort()
  }
}

function hear({ name, data }) {
  if (last.state.state !== 'on') tell({ kind: 'state', state: 'on', since: Date.now() })
  if (name === 'board') tell({ kind: 'board', html: data, at: Date.now() })
  if (name === 'changed') tell({ kind: 'changed', clientIds: JSON.parse(data) })
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html, of which we send `event` and `data` only. */
async function* eventsOf(body, onBytes) {
  let rest = ''
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    onBytes()
    const whole = (rest + value).split('\n\n')
    rest = whole.pop()
    for (const block of whole) if (block.startsWith('event: ')) yield eventOf(block)
  }
}

function eventOf(block) {
  const [first, ...lines] = block.split('\n')
  return {
    name: first.slice('event: '.length),
    data: lines.map((line) => line.slice('data: '.length)).join('\n'),
  }
}

/** Woken early when the network comes back or somebody looks. */
function sleep(ms) {
  return new Promise((wake) => {
    const done = () => {
      clearTimeout(timer)
      sleepers.delete(done)
      wake()
    }
    const timer = setTimeout(done, ms)
    sleepers.add(done)
  })
}

const wakeAll = () => {
  for (const wake of sleepers) wake()
}
addEventListener('online', wakeAll)
document.addEventListener('visibilitychange', () => document.hidden || wakeAll())

// ---- who leads ----

showState(last.state)
setInterval(
  () => leads || Date.now() - heardAt < silentMs || showState({ state: 'off', since: heardAt }),
  5000,
)
channel.postMessage({ kind: 'hello' })
// Without locks (a plain address that is not this machine's) every tab has its own stream.
if (navigator.locks) navigator.locks.request('permanence-live', lead)
else lead()
