// What comes from the server, for every page of the console. One tab of the browser holds the stream (Web Locks) and hands
// what comes to the others (BroadcastChannel `permanence`): six streams would exhaust what HTTP/1.1 allows. Nothing is
// ever replayed: each message is whole. Every page hears it as the event `permanence` of its document, in `detail`.
//
// On the channel: { kind: 'board', html, at }  { kind: 'changed', clientIds }  { kind: 'state', state, since }
//                 { kind: 'ringing', call }  { kind: 'station', its, ahead }  { kind: 'floor' }
//                 { kind: 'news', secours, relay }
//                 { kind: 'hello' }: a new tab asks for the last of each

const silentMs = 40_000
const longestWaitMs = 15_000
/** Of these a new tab is told the last. */
const kept = ['state', 'board', 'ringing', 'station', 'news']

const channel = new BroadcastChannel('permanence')
const last = { state: { kind: 'state', state: 'waiting', since: null } }
let heardAt = Date.now()
let leads = false
const sleepers = new Set()

channel.addEventListener('message', ({ data }) => {
  if (data.kind === 'hello') return leads && repeatAll()
  receive(data)
})

function tell(message) {
  channel.postMessage(message)
  receive(message)
}

function repeatAll() {
  for (const kind of kept) if (last[kind]) channel.postMessage(last[kind])
}

function receive(message) {
  heardAt = Date.now()
  if (kept.includes(message.kind)) last[message.kind] = message
  pass(message)
}

const pass = (message) => document.dispatchEvent(new CustomEvent('permanence', { detail: message }))

/** Called once the page listens. */
export function startStream() {
  pass(last.state)
  setInterval(() => {
    if (!leads && Date.now() - heardAt >= silentMs) pass({ kind: 'state', state: 'off', since: heardAt })
  }, 5000)
  channel.postMessage({ kind: 'hello' })
  // Without locks (a plain address that is not this machine's) every tab has its own stream.
  if (navigator.locks) navigator.locks.request('permanence-live', lead)
  else lead()
}

// ---- the stream, in the tab that leads ----

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
  const cut = () => stop.abort()
  // Without it, a network that is gone is only known by its silence.
  addEventListener('offline', cut)
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
    removeEventListener('offline', cut)
    stop.abort()
  }
}

function hear({ name, data }) {
  if (last.state.state !== 'on') tell({ kind: 'state', state: 'on', since: Date.now() })
  if (name === 'board') tell({ kind: 'board', html: data, at: Date.now() })
  if (name === 'changed') tell({ kind: 'changed', clientIds: JSON.parse(data) })
  if (name === 'ringing') tell({ kind: 'ringing', call: JSON.parse(data) })
  if (name === 'station') tell(stationOf(JSON.parse(data)))
  if (name === 'news') tell({ kind: 'news', ...JSON.parse(data) })
  if (name === 'floor') tell({ kind: 'floor' })
}

/** `ahead`: of the server's clock, in milliseconds; measured once, since a new tab is told the same later. */
const stationOf = ({ its, now }) => ({ kind: 'station', its, ahead: now - Date.now() })

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
