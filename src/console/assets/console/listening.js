// Supervisors in the calls of others: how one takes part, and that the secretary sees it.
import { askPhone } from './phone.js'
import { headers } from './post.js'

const bar = document.getElementById('call-bar')
const heard = bar.querySelector('.heard')
const heardWords = heard.querySelector('p')
const own = bar.querySelector('.listens')
const told = document.getElementById('listening-told')
/** Long enough to read why. */
const toldMs = 8000

let current = null
let hush = null

/** In the bar of `call`: who hears her and how; or how she takes part in somebody else's, and what she can do there. */
export function showListening(call) {
  current = call
  const { heardBy, listens, wasTold } = call
  heard.hidden = heardBy.length === 0 || listens !== null
  const isOverheard = heardBy.some(({ mode }) => mode !== 'join')
  const said = heardBy.map(({ name, mode }) => heardWords.dataset[mode].replace('{name}', name)).join('. ')
  const words = isOverheard && !wasTold ? `${said}. ${heardWords.dataset.tell}` : said
  if (heardWords.textContent !== words) heardWords.textContent = words
  heard.querySelector('button').hidden = !isOverheard
  own.hidden = listens === null
  for (const button of own.querySelectorAll('[aria-pressed]'))
    button.setAttribute('aria-pressed', String(button.dataset.listens === listens?.mode))
  bar.querySelector('[data-does=mute]').closest('.acts').hidden = listens !== null
}

/** "Vous écoutez Alice" */
export const wordsOf = ({ mode, speaker }) => own.dataset[mode].replace('{name}', speaker ?? '')

export const leave = () => current?.listens && ask('leave', `${current.clientId}/${current.callId}`)

async function ask(act, address) {
  const answered = await fetch(`/console/answering/${address}/${act}`, { method: 'POST', headers }).catch(
    () => null,
  )
  const { code = 'away', connects } = (await answered?.json().catch(() => null)) ?? {}
  if (!answered?.ok) return tell(code)
  tell(null)
  const [clientId, callId] = address.split('/')
  if (act === 'leave') askPhone({ kind: 'hangUp' })
  if (connects) askPhone({ kind: 'connect', clientId: Number(clientId), callId, as: 'supervisor' })
}

function tell(code) {
  clearTimeout(hush)
  told.hidden = code === null
  if (code === null) return
  told.textContent = told.dataset[code.toLowerCase()] ?? told.dataset.away
  hush = setTimeout(() => tell(null), toldMs)
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-listens]')
  if (!button) return
  const there = button.closest('[data-listens-to]')?.dataset.listensTo
  const address = there ?? (current && `${current.clientId}/${current.callId}`)
  if (address) ask(button.dataset.listens, address)
})
