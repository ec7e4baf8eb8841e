import { writeCaptions, writeTexts } from './captions.js'
import { record } from './microphone.js'
import { byId, nameOf, notice, post, show, shownSeconds, texts, write } from './page.js'

let sid = null

export function startHandset() {
  byId('call-form').addEventListener('change', showOther)
  byId('call-form').addEventListener('submit', call)
  byId('call-hang-up').addEventListener('click', () => post(`calls/${sid}/hang-up`))
  byId('speech-form').addEventListener('submit', leaveMessage)
  byId('microphone').addEventListener('click', speak)
  byId('text-form').addEventListener('submit', sendText)
  byId('call-keypad').addEventListener('click', ({ target }) => pressKey(target.dataset.key))
  byId('screen').addEventListener('keydown', (event) => {
    if (/^[0-9*#]$/.test(event.key) && event.target.tagName !== 'TEXTAREA') pressKey(event.key)
  })
  showOther()
}

function showOther() {
  show(byId('other'), chosen() === 'other')
}

function chosen() {
  return document.querySelector('input[name="who"]:checked')?.value
}

/** The visitor's number in E.164, or `null` when it is not complete. */
function caller() {
  if (chosen() !== 'other') return chosen()
  const digits = byId('other-number').value.replace(/[^\d+]/g, '')
  if (/^0\d{9}$/.test(digits)) return `+33${digits.slice(1)}`
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : null
}

/** Says what is wrong with the number where it is typed. */
function callerOrComplaint() {
  const from = caller()
  const field = byId('other-number')
  field.setAttribute('aria-invalid', String(from === null))
  if (from === null) {
    notice(texts.badNumber)
    field.focus()
  }
  return from
}

async function call(event) {
  event.preventDefault()
  const from = callerOrComplaint()
  if (from === null) return
  const placed = await post('calls', { from, to: byId('line').value, byHand: true })
  if (!placed) return
  sid = placed.sid
  show(byId('call-form'), false)
  show(byId('call-hang-up'), true)
  byId('call-hang-up').focus()
}

function pressKey(digits) {
  if (digits && sid) post(`calls/${sid}/press`, { digits })
}

function leaveMessage(event) {
  event.preventDefault()
  post(`calls/${sid}/speak`, { text: byId('speech').value })
}

async function speak() {
  const button = byId('microphone')
  try {
    const sound = await record((isRecording) => {
      button.setAttribute('aria-pressed', String(isRecording))
      write(button, isRecording ? texts.microphoneStop : texts.microphone)
    })
    if (sound) await post(`calls/${sid}/speak`, sound)
  } catch {
    notice(texts.microphoneRefused)
  }
}

async function sendText(event) {
  event.preventDefault()
  const from = callerOrComplaint()
  if (from === null) return
  const sent = await post('texts', { from, to: byId('line').value, body: byId('text').value })
  if (!sent) return
  byId('text').value = ''
  notice(texts.sent)
}

/** Shows where the visitor's own call stands. */
export function showHandset(view) {
  const leg = view.calls.find((one) => one.sid === sid)
  const isLive = Boolean(leg) && !leg.isOver
  writeCaptions(byId('call-captions'), leg)
  write(byId('call-state'), stateOf(leg))
  byId('screen').classList.toggle('live', isLive)
  write(byId('call-parties'), leg ? `${nameOf(leg.from)} → ${nameOf(leg.to)}` : '')
  showForm(!isLive)
  show(byId('call-hang-up'), isLive)
  show(byId('call-keypad'), isLive && leg.status === 'in-progress' && leg.expects !== 'speech')
  show(byId('speech-form'), isLive && leg.expects === 'speech')
  const received = view.telephones.find(({ number }) => number === caller())?.texts ?? []
  const list = byId('texts')
  if (list.dataset.number !== (caller() ?? '')) list.replaceChildren()
  list.dataset.number = caller() ?? ''
  writeTexts(list, received)
  show(byId('no-texts'), received.length === 0)
  return leg
}

/** The form makes room for the call; who used the keyboard comes back to the call button. */
function showForm(isShown) {
  if (byId('call-form').hidden !== isShown) return
  const hadFocus = byId('screen').contains(document.activeElement) || document.activeElement === document.body
  show(byId('call-form'), isShown)
  if (isShown && hadFocus) byId('call').focus({ preventScroll: true })
}

function stateOf(leg) {
  if (!leg) return texts.stateReady
  if (leg.isOver) return `${texts[leg.disposition] ?? texts.ended} · ${shownSeconds(leg.seconds)}`
  if (leg.expects === 'speech') return texts.stateSpeak
  if (leg.expects === 'keys') return texts.stateKeys
  if (leg.isHeld) return texts.stateHeld
  const last = leg.timeline.at(-1)
  return last?.kind === 'ring' && last.toSeconds === null ? texts.stateRinging : texts.stateInCall
}
