// Booking, moving and the shared calendar, by keys. Without it every button is a form that loads a page.
import { bindKeys, isTyping } from './keys.js'

const headers = { 'x-requested-with': 'fetch' }
const page = document.querySelector('.booking-page, .appointment-page, .agenda-page')
page.classList.add('scripted')

// ---- the booking: each button is a step, of which the answer is put in ----

const booking = () => document.getElementById('booking')
let sending = 0
let isLeft = false

async function send(form, submitter) {
  const turn = ++sending
  const body = new URLSearchParams([...new FormData(form, submitter)])
  const answer = await fetch(form.action, { method: 'POST', body, headers }).catch(() => null)
  if (!answer || turn !== sending) return
  if (answer.status === 401) return form.submit()
  if (answer.redirected) {
    isLeft = true
    return location.assign(answer.url)
  }
  show(await answer.text(), submitter)
}

function show(text, submitter) {
  const fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('booking')
  const old = booking()
  if (!fresh || !old) return location.reload()
  const held = heldField(old)
  keepTyped(old, fresh, held)
  old.replaceWith(document.adoptNode(fresh))
  tick()
  focusNext(submitter, held)
}

/** How to find a field again. */
function heldField(form) {
  const held = document.activeElement
  if (!form.contains(held)) return null
  if (held.id) return `#${CSS.escape(held.id)}`
  return held.name ? `[name="${CSS.escape(held.name)}"][value="${CSS.escape(held.value)}"]` : null
}

/** What she went on typing while the answer was under way. */
function keepTyped(old, fresh, held) {
  const typed = held && isTyping(document.activeElement) && fresh.querySelector(held)
  if (typed) typed.value = old.querySelector(held).value
}

/** A time was picked: the first question, or the name if it is missing, or the last word. */
function focusNext(submitter, held) {
  const form = booking()
  const wrong = form.querySelector('[aria-invalid=true]')
  if (wrong) return wrong.focus()
  if (submitter?.name === 'slot' && form.querySelector('#countdown')) {
    const fields = [...form.querySelectorAll('#kept .field > :is(input, textarea)')]
    const questions = fields.filter(({ name }) => name.startsWith('answer.'))
    const name = form.elements.name
    const next =
      questions.find(({ value }) => value === '') ??
      (name.value === '' ? name : document.getElementById('confirm'))
    return (form.querySelector('details[open] #codeWord') ?? next).focus()
  }
  const again = held && form.querySelector(held)
  if (again) again.focus({ preventScroll: true })
}

document.addEventListener('submit', (event) => {
  // One that leads to another page is no step of the booking.
  if (event.target !== booking() || event.submitter?.hasAttribute('formaction')) return
  event.preventDefault()
  send(event.target, event.submitter)
})

/** What she looks for is looked for at once. */
document.addEventListener('change', ({ target }) => {
  const form = target.form
  if (form?.id === 'look') return form.requestSubmit()
  if (form?.id !== 'booking') return
  const isChoice = [
    'type',
    'executive',
    'span',
    'part',
    'weekdays',
    'from',
    'number',
    'rhythm',
    'times',
    'seriesUntil',
  ].includes(target.name)
  if (target.name === 'span') form.elements.from.value = ''
  if (isChoice) send(form, form.querySelector('button[value=look]'))
})

/** Whoever leaves gives back the time that she kept. */
addEventListener('pagehide', () => {
  const form = booking()
  if (isLeft || !form?.elements.reserved?.value) return
  const body = new URLSearchParams([...new FormData(form)])
  body.set('step', 'release')
  fetch(form.action, { method: 'POST', body, headers, keepalive: true }).catch(() => null)
})

// ---- how long it is kept ----

function tick() {
  const shown = document.getElementById('countdown')
  if (!shown) return
  shown.ends ??= Date.now() + Date.parse(shown.dataset.until) - Date.parse(shown.dataset.now)
  const seconds = Math.max(0, Math.round((shown.ends - Date.now()) / 1000))
  const timer = shown.querySelector('.timer')
  if (!timer) return
  timer.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  if (seconds > 0) return
  shown.classList.add('over')
  shown.setAttribute('role', 'status')
  shown.textContent = shown.dataset.over
}
tick()
setInterval(tick, 1000)

// ---- keys ----

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return
  if (event.key === 'Escape' && isTyping(event.target)) return event.target.blur()
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return sendFromAnywhere(event)
  pickByDigit(event)
  moveByArrow(event)
})

function sendFromAnywhere(event) {
  if (event.target instanceof Element && event.target.closest('form[data-ctrl-enter]')) return
  const form = booking() ?? document.getElementById('moving')
  if (!form) return
  event.preventDefault()
  form.requestSubmit()
}

/** By the key's place, since AZERTY writes digits with Shift only; with Alt also while typing. */
function pickByDigit(event) {
  if (event.ctrlKey || event.metaKey || event.getModifierState('AltGraph')) return
  if (document.querySelector('dialog[open]')) return
  const isBare = !event.altKey && document.body.dataset.singleKeys !== 'off' && !isTyping(event.target)
  if (!isBare && !event.altKey) return
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]
  const slot = digit && document.querySelector(`[data-digit="${digit}"]`)
  if (!slot) return
  event.preventDefault()
  slot.click()
}

// ---- the calendar ----

function moveByArrow(event) {
  if (!page.matches('.agenda-page') || isTyping(event.target) || document.querySelector('dialog[open]'))
    return
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  if (document.body.dataset.singleKeys === 'off' || event.target.matches?.('input, summary')) return
  const period = { ArrowLeft: 'previous', ArrowRight: 'next' }[event.key]
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (period) document.querySelector(`[data-period=${period}]`).click()
  else if (by) focusEntry(by)
  else return
  event.preventDefault()
}

function focusEntry(by) {
  const entries = [...document.querySelectorAll('#calendar a.entry')]
  const at = entries.indexOf(document.activeElement)
  const next = at < 0 ? (by > 0 ? 0 : entries.length - 1) : at + by
  entries[next]?.focus()
}

if (page.matches('.agenda-page')) {
  const view = (name) => () => document.querySelector(`[data-view=${name}]`).click()
  bindKeys({
    d: view('day'),
    w: view('week'),
    n: () => document.querySelector('.agenda-page [data-key=n]')?.click(),
  })
  const clients = page.dataset.clients.split(' ').map(Number)
  document.addEventListener('permanence', ({ detail }) => {
    if (detail.kind === 'changed' && detail.clientIds.some((id) => clients.includes(id))) refresh()
  })
}

/** Somebody booked or moved something: only the days are put in anew. */
async function refresh() {
  const answer = await fetch(location.href, { headers: { ...headers, 'x-background': 'yes' } }).catch(
    () => null,
  )
  if (!answer?.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('calendar')
  const old = document.getElementById('calendar')
  if (!fresh || old.innerHTML === fresh.innerHTML) return
  const held = old.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null
  old.replaceWith(document.adoptNode(fresh))
  if (held) fresh.querySelector(`[href="${CSS.escape(held)}"]`)?.focus({ preventScroll: true })
}
