import { writeCaptions, writeTexts } from './captions.js'
import { byId, fill, nameOf, notice, post, show, texts, write } from './page.js'

const cards = [...document.querySelectorAll('.telephone')]
/** Calls that were told to ring on without a sound. */
const quiet = new Set()

export function startTelephones() {
  for (const card of cards) {
    const { number } = card.dataset
    card.addEventListener('click', ({ target }) => act(card, number, target.dataset))
    part(card, 'textForm').addEventListener('submit', sendText)
    part(card, 'behaviour').addEventListener('change', ({ target }) =>
      post('telephones', { number, behaviour: behaviourOf(target.value) }),
    )
  }
}

function part(card, name) {
  return card.querySelector(`[data-part="${name}"]`)
}

function behaviourOf(value) {
  const [kind, to] = value.split(/:(.*)/s)
  return kind === 'diverts' ? { kind, to, when: 'noAnswer', afterSeconds: 10 } : { kind }
}

function act(card, number, { act: wanted, key }) {
  const { sid } = card.dataset
  if (key) post(`calls/${sid}/press`, { digits: key })
  if (wanted === 'answer' || wanted === 'refuse') post(`telephones/${wanted}`, { number })
  if (wanted === 'hangUp') post(`calls/${sid}/hang-up`)
  if (wanted === 'quiet') {
    quiet.add(sid)
    card.classList.add('quiet')
    write(part(card, 'badge'), texts.ringsQuietly)
  }
}

async function sendText(event) {
  event.preventDefault()
  const form = event.currentTarget
  const from = form.closest('.telephone').dataset.number
  const sent = await post('texts', { from, to: form.elements.to.value, body: form.elements.body.value })
  if (!sent) return
  form.elements.body.value = ''
  notice(texts.sent)
}

/** Shows who rings and who talks; returns the legs that ring aloud, and those that hear. */
export function showTelephones(view) {
  const legs = { ringing: [], hearing: [] }
  for (const card of cards) {
    const telephone = view.telephones.find(({ number }) => number === card.dataset.number)
    if (telephone) showTelephone(card, telephone, legs)
  }
  const rings = cards.filter((card) => card.classList.contains('ringing')).length
  write(byId('count-rings'), rings === 0 ? '' : String(rings))
  return legs
}

function showTelephone(card, { leg, canAnswer, texts: received, behaviour }, legs) {
  const isLive = Boolean(leg) && !leg.isOver
  const isTalking = isLive && leg.status === 'in-progress'
  const isRinging = isLive && canAnswer
  const isQuiet = isRinging && quiet.has(leg.sid)
  card.dataset.sid = leg?.sid ?? ''
  card.classList.toggle('ringing', isRinging)
  card.classList.toggle('quiet', isQuiet)
  card.classList.toggle('talking', isTalking)
  write(part(card, 'badge'), badgeOf(isLive && !isTalking, isQuiet, isTalking))
  if (leg) write(part(card, 'from'), fill(texts.callsFrom, { name: nameOf(leg.from) }))
  show(part(card, 'ring'), isRinging)
  show(part(card, 'talk'), isTalking)
  moveFocus(card, isTalking)
  if (isTalking) writeCaptions(part(card, 'captions'), leg)
  show(card.querySelector('.keypad'), isTalking)
  writeTexts(part(card, 'texts'), received)
  const wanted = behaviour.kind === 'diverts' ? `diverts:${behaviour.to}` : behaviour.kind
  const select = part(card, 'behaviour')
  if (select.value !== wanted && document.activeElement !== select) select.value = wanted
  if (isRinging && !isQuiet) legs.ringing.push(leg)
  if (isTalking) legs.hearing.push(leg)
}

/** Who answered with the keyboard stands on the keys, not on a button that is gone. */
function moveFocus(card, isTalking) {
  if (
    isTalking &&
    document.activeElement?.dataset.act === 'answer' &&
    card.contains(document.activeElement)
  ) {
    show(card.querySelector('.keypad'), true)
    card.querySelector('[data-key="1"]').focus()
  }
}

function badgeOf(isRinging, isQuiet, isTalking) {
  if (isTalking) return texts.inCall
  if (isQuiet) return texts.ringsQuietly
  return isRinging ? texts.rings : texts.idle
}
