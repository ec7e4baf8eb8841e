// The page of a call or text: its head follows the call, its slip is written and sent, by keys where that is faster.
// What is refreshed while she writes is the head and the deliveries; the slip is never touched.
import { bindKeys, isTyping } from './keys.js'
import { changed, discard, restore, save, send, signedOut, slipForm, takeOver } from './slip-draft.js'
import { tickAll } from './timers.js'

const desk = document.querySelector('.call-page')
const { address, client } = desk.dataset
const headers = { 'x-requested-with': 'fetch' }
const pollMs = 15_000

// ---- parts of the page that come from the server ----

async function fetchPage(path, init) {
  const answer = await fetch(path, { ...init, headers }).catch(() => null)
  if (answer?.status === 401) signedOut()
  // Somebody relieved her of a call whose client is not one of hers.
  if (answer?.status === 404) document.getElementById('not-yours').hidden = false
  if (!answer?.ok) return null
  return { url: answer.url, page: new DOMParser().parseFromString(await answer.text(), 'text/html') }
}

/** Puts in what has changed; a key or button that had the focus keeps it. */
function replace(page, ids) {
  for (const id of ids) {
    const old = document.getElementById(id)
    const fresh = page.getElementById(id)
    if (!old || old.outerHTML === fresh?.outerHTML) continue
    const held = old.contains(document.activeElement) ? document.activeElement : null
    if (!fresh) old.remove()
    else {
      old.replaceWith(document.adoptNode(fresh))
      if (held)
        (fresh.querySelector(`[data-key="${held.dataset.key}"]`) ?? desk).focus({ preventScroll: true })
    }
  }
}

// ---- the head follows the call ----

let refreshing = false
let again = false

async function refresh() {
  if (refreshing) {
    again = true
    return
  }
  refreshing = true
  const fetched = await fetchPage(`${address}/live`)
  if (fetched) showNews(fetched.page)
  refreshing = false
  if (again) {
    again = false
    refresh()
  }
}

function showNews(page) {
  const before = document.getElementById('head').dataset.say
  replace(page, ['head', 'deliveries'])
  const now = document.getElementById('head').dataset.say
  if (now !== before) document.getElementById('call-news').textContent = now
  tickAll()
}

document.addEventListener('permanence', ({ detail }) => {
  if (detail.kind === 'changed' && detail.clientIds.includes(Number(client))) refresh()
  if (detail.kind === 'state' && detail.state === 'ended') signedOut()
})
setInterval(() => {
  const isMoving =
    document.getElementById('head').dataset.state !== 'over' || document.getElementById('deliveries')
  if (isMoving && !document.hidden) refresh()
}, pollMs)

// ---- the reason: its questions, and what to do now ----

function showReason(form) {
  const picked = form.querySelector('input[name=reason]:checked')
  for (const part of form.querySelectorAll('[data-reason]')) {
    part.hidden = part.dataset.reason !== picked?.value
    if (part instanceof HTMLFieldSetElement) part.disabled = part.hidden
  }
  form.elements.reasonVersion.value = picked?.dataset.version ?? ''
  const recipient = form.querySelector('input[name=recipient]:checked')?.value
  for (const sentence of form.querySelectorAll('[data-for]'))
    sentence.hidden = sentence.dataset.for !== recipient
}

/** What the reason says of recipient and urgency stands until she chooses herself. */
function pickReason(form, reason) {
  const { recipient, urgent } = reason.dataset
  const theirs = recipient && form.querySelector(`input[name=recipient][value="${CSS.escape(recipient)}"]`)
  if (theirs && !form.dataset.chosenRecipient) theirs.checked = true
  if (!form.dataset.chosenUrgent) form.elements.urgent.checked = urgent === 'yes'
  showReason(form)
  if (!address.startsWith('/console/calls/')) return
  const body = new URLSearchParams({ form: form.elements.form.value, reason: reason.value })
  fetch(`${address}/reason`, { method: 'POST', body, headers }).then(refresh, () => {})
}

document.addEventListener('input', ({ target }) => target.form?.id === 'slip-form' && changed())
document.addEventListener('change', ({ target }) => {
  if (target.name === 'outcome') document.getElementById('wrap-up').open = true
  const form = target.form
  if (form?.id !== 'slip-form') return
  if (target.name === 'reason') pickReason(form, target)
  if (target.name === 'recipient') form.dataset.chosenRecipient = 'yes'
  if (target.name === 'urgent') form.dataset.chosenUrgent = 'yes'
  if (target.name === 'recipient') showReason(form)
  changed()
})
document.addEventListener('focusout', ({ target }) => target.form?.id === 'slip-form' && save())
document.addEventListener('visibilitychange', () => document.hidden && save({ leaving: true }))
addEventListener('pagehide', () => save({ leaving: true }))

// ---- templates ----

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element && target.closest('.templates button[value]')
  if (button) offerTemplate(button)
})

function offerTemplate(button) {
  const { subject, body } = slipForm().elements
  const isFree = (field, words) => !words || field.value.trim() === '' || field.value === words
  if (isFree(subject, button.dataset.subject) && isFree(body, button.dataset.body)) return useTemplate(button)
  const list = button.closest('.templates')
  const asked = document.createElement('p')
  asked.className = 'asked'
  asked.setAttribute('role', 'alert')
  const answer = (label, act) => {
    const one = document.createElement('button')
    Object.assign(one, { type: 'button', className: 'small', textContent: label })
    one.addEventListener('click', () => {
      asked.remove()
      act()
    })
    return one
  }
  const no = answer(list.dataset.no, () => button.focus())
  asked.append(
    list.dataset.ask,
    ' ',
    no,
    ' ',
    answer(list.dataset.yes, () => useTemplate(button)),
  )
  list.querySelector('.asked')?.remove()
  list.append(asked)
  no.focus()
}

function useTemplate({ dataset }) {
  const form = slipForm()
  if (dataset.subject) form.elements.subject.value = dataset.subject
  if (dataset.body) form.elements.body.value = dataset.body
  const wish = dataset.wish && form.querySelector(`input[name=wish][value="${CSS.escape(dataset.wish)}"]`)
  if (wish) wish.checked = true
  changed()
  form.elements.body.focus()
}

// ---- forms ----

document.addEventListener('submit', (event) => {
  const form = event.target
  if (!desk.contains(form)) return
  if (event.submitter?.closest('#draft-conflict')) return stay(event, takeOver)
  if (event.submitter?.matches('[data-discards]')) return stay(event, () => discard(event.submitter))
  if (form.id === 'slip-form') return stay(event, sendSlip)
  if (form.dataset.replaces) return stay(event, () => sendPart(form))
  if ('leaves' in form.dataset) return stay(event, () => leave(form))
})

function stay(event, act) {
  event.preventDefault()
  act()
}

let sending = false

async function sendSlip() {
  if (sending) return
  sending = true
  const page = await send()
  sending = false
  if (!page?.getElementById('slip')) return
  replace(page, ['slip', 'wrap-up', 'head'])
  const wrong = document.querySelector(
    '#slip [aria-invalid=true], #slip-problems, #draft-conflict:not([hidden]) button',
  )
  const next = wrong ?? document.getElementById('slip-title')
  next.focus()
  next.scrollIntoView({ block: 'nearest' })
}

const posted = (form) =>
  fetchPage(form.action, { method: 'POST', body: new URLSearchParams([...new FormData(form)]) })

async function sendPart(form) {
  const part = form.dataset.replaces
  const fetched = await posted(form)
  if (!fetched) return
  replace(fetched.page, [part, 'head'])
  tickAll()
}

async function leave(form) {
  await save()
  const fetched = await posted(form)
  if (fetched) location.assign(fetched.url)
}

// ---- keys ----

/** From the first letter of what is prefilled, ready to be written over. */
bindKeys({
  s() {
    const name = slipForm()?.elements.callerName
    name?.focus()
    name?.select()
  },
})

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return
  if (event.key === 'Escape' && isTyping(event.target)) return event.target.blur()
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return sendFromAnywhere(event)
  pickByDigit(event)
})

/**
 * Alt and the key of a digit, wherever the digit stands: by the key's place, since AZERTY writes digits with Shift only.
 * AltGr writes @ and # with the same keys, and is left alone.
 */
function pickByDigit(event) {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.getModifierState('AltGraph')) return
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1]
  const pick = digit && document.querySelector(`#slip [data-alt${event.shiftKey ? '-shift' : ''}="${digit}"]`)
  if (!pick || pick.matches(':disabled')) return
  event.preventDefault()
  pick.click()
}

/** Ctrl+Enter outside of any form: the slip, or, once it is sent, the end of the call. */
function sendFromAnywhere(event) {
  if (sending || (event.target instanceof Element && event.target.closest('form[data-ctrl-enter]'))) return
  const form = slipForm() ?? document.querySelector('#wrap-up[open] form')
  if (!form) return
  event.preventDefault()
  form.requestSubmit()
}

// On a telephone: the way to the slip is shown while the slip is not.
const toSlip = document.querySelector('.to-slip')
new IntersectionObserver(([seen]) => {
  toSlip.hidden = seen.isIntersecting
}).observe(document.querySelector('.write'))

// A form that came with what is wrong in it, without scripts: the first wrong field has the focus there, too.
document.querySelector('#slip [aria-invalid=true]')?.focus()
restore(showReason)

// A key pressed before now did what it does without scripts.
desk.classList.add('scripted')
