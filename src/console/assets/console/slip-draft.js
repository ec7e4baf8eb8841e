// The slip while it is written: saved at every pause, kept on this machine until it is, and sent without leaving the page.
// The form works without it; this keeps what was typed through reloads, a lost network and the end of a session.

const pauseMs = 600
const retryMs = 5000
const headers = { 'x-requested-with': 'fetch' }

let timer = null
let saving = null
let dirty = false
/** Somebody else writes or has sent it: nothing is saved until she decides. */
let blocked = false
let isSignedOut = false

export const slipForm = () => document.getElementById('slip-form')
const fieldsOf = (form) => form.querySelector('#slip-fields')
const entriesOf = (form) => [...new FormData(form)].filter(([name]) => name !== 'form')
const bodyOf = (form) => new URLSearchParams([...new FormData(form)])

// ---- saved at every pause ----

export function changed() {
  const form = slipForm()
  if (!form || fieldsOf(form).disabled) return
  dirty = true
  keep(form)
  saveSoon(pauseMs)
}

function saveSoon(ms) {
  clearTimeout(timer)
  timer = setTimeout(save, ms)
}

const keep = (form) => sessionStorage.setItem(form.dataset.keep, JSON.stringify(entriesOf(form)))
const forget = (form) => sessionStorage.removeItem(form.dataset.keep)

export async function save({ leaving = false } = {}) {
  clearTimeout(timer)
  const form = slipForm()
  if (!form || !dirty || blocked || isSignedOut) return
  if (saving && !leaving) {
    await saving
    return save()
  }
  dirty = false
  say('unsaved')
  saving = post(form.dataset.draft, form, leaving).then((answer) => hear(form, answer))
  await saving
  saving = null
}

/** Null when the server was not reached. */
async function post(path, form, keepalive = false, again = true) {
  const answer = await fetch(path, { method: 'POST', body: bodyOf(form), headers, keepalive }).catch(
    () => null,
  )
  // Another tab signed in anew: the page's token was the old session's.
  if (answer?.status === 403 && again && (await renewToken())) return post(path, form, keepalive, false)
  return answer
}

async function hear(form, answer) {
  if (!form.isConnected) return
  if (answer?.ok) return obey(form, await answer.json())
  dirty = true
  if (answer?.status === 401) return signedOut()
  say('offline')
  saveSoon(retryMs)
}

function obey(form, { kind, version, words, theirs = [] }) {
  if (kind !== 'saved') return showConflict(form, { kind, version, words, theirs })
  form.elements.version.value = version
  document.getElementById('draft-state').textContent = words
  if (!dirty) forget(form)
}

function say(which) {
  const state = document.getElementById('draft-state')
  if (state && state.textContent !== state.dataset[which]) state.textContent = state.dataset[which]
}

// ---- two secretaries ----

function showConflict(form, { kind, version, words, theirs }) {
  blocked = true
  dirty = true
  if (version) form.elements.version.value = version
  const box = document.getElementById('draft-conflict')
  box.querySelector('p').textContent = words
  box.querySelector('.theirs').replaceChildren(...theirs.map(said))
  box.querySelector('button').hidden = kind !== 'takenOver'
  box.hidden = false
  document.getElementById('draft-state').textContent = ''
}

function said(words) {
  const item = document.createElement('li')
  item.dir = 'auto'
  item.textContent = words
  return item
}

/** What she typed herself goes on; what she only read is the other's, and becomes hers. */
export async function takeOver() {
  const form = slipForm()
  const own = !fieldsOf(form).disabled
  const answer = await post(form.querySelector('#draft-conflict button').formAction, form)
  if (answer?.status === 401) return signedOut()
  if (!answer?.ok) return say('offline')
  const told = await answer.json()
  if (told.kind !== 'saved') return obey(form, told)
  blocked = false
  form.elements.version.value = told.version
  fieldsOf(form).disabled = false
  const box = document.getElementById('draft-conflict')
  if (!own || box.querySelector('.theirs').children.length === 0) box.hidden = true
  else box.querySelector('button').hidden = true
  dirty = own
  await save()
  form.elements.callerName.focus()
}

// ---- the session ends, and begins again ----

export function signedOut() {
  if (isSignedOut) return
  isSignedOut = true
  const box = document.getElementById('draft-signed-out')
  if (box) box.hidden = false
  const state = document.getElementById('draft-state')
  if (state) state.textContent = ''
  lookForSession()
}

async function lookForSession() {
  if (!isSignedOut) return
  if (!(await renewToken())) return setTimeout(lookForSession, 3000)
  isSignedOut = false
  delete document.body.dataset.signedOut
  const box = document.getElementById('draft-signed-out')
  if (box) box.hidden = true
  await save()
}

/** Whether she, and nobody else, is signed in; every form of the page then has the new session's token. */
async function renewToken() {
  const form = slipForm()
  const address = document.querySelector('.call-page').dataset.address
  const answer = await fetch(`${address}/draft`, { headers }).catch(() => null)
  if (!answer?.ok) return false
  const { form: token, secretary } = await answer.json()
  if (form && form.dataset.keep.split(' ')[0] !== secretary) return false
  for (const field of document.querySelectorAll('input[name=form]')) field.value = token
  return true
}

// ---- what was kept comes back ----

/** What this tab could not save before it was closed, reloaded or signed out. */
export function restore(showReason) {
  const form = slipForm()
  const kept = form && sessionStorage.getItem(form.dataset.keep)
  if (!kept || fieldsOf(form).disabled) return
  fill(form, JSON.parse(kept), showReason)
  dirty = true
  saveSoon(0)
}

function fill(form, entries, showReason) {
  const isPicked = ({ name, value }) => entries.some(([key, one]) => key === name && one === value)
  const picks = form.querySelectorAll('input[type=radio], input[type=checkbox]')
  for (const pick of picks) pick.checked = isPicked(pick)
  showReason(form)
  for (const field of form.querySelectorAll('input:not([type]), textarea, select')) {
    const entry = entries.find(([name]) => name === field.name)
    if (entry && !field.matches(':disabled')) field.value = entry[1]
  }
}

// ---- thrown away ----

/** Nothing of it is saved any more, not even on the way out; the server says where to go on. */
export async function discard(button) {
  const form = slipForm()
  clearTimeout(timer)
  const wasDirty = dirty
  dirty = false
  await saving
  const answer = await post(button.formAction, form)
  if (answer?.ok) {
    blocked = true
    forget(form)
    return location.assign(answer.url)
  }
  dirty = wasDirty
  if (answer?.status === 401) return signedOut()
  if (answer?.status === 409) return location.reload()
  say('offline')
}

// ---- sent ----

/** Answers the page that the server gave, or null where it could not be sent; then all is as it was. */
export async function send() {
  const form = slipForm()
  clearTimeout(timer)
  keep(form)
  blocked = true
  await saving
  const button = form.querySelector('.send button')
  button.setAttribute('aria-busy', 'true')
  const answer = await post(form.action, form)
  button.removeAttribute('aria-busy')
  if (answer?.status === 401) return notSent(signedOut)
  if (!answer || answer.status >= 500 || answer.status === 403) return notSent(() => say('offline'))
  if (answer.ok) forget(form)
  dirty = false
  blocked = answer.status !== 422
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}

function notSent(tell) {
  blocked = false
  dirty = true
  tell()
  return null
}
