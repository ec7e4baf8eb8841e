// What happens elsewhere, on every page of the console: the board, calls that nobody looks after, whether it is live.

import { setServerTime } from './ages.js'
import { showHanded } from './handed.js'
import { bindKeys } from './keys.js'
import { showLive } from './live-sign.js'
import { morph } from './morph.js'
import { startStream } from './stream.js'

const sign = document.getElementById('live')
const title = document.title
let seenCalls = null

document.addEventListener('permanence', ({ detail }) => {
  if (detail.kind === 'board') showBoard(detail)
  if (detail.kind !== 'state') return
  showLive(detail)
  document.getElementById('board')?.toggleAttribute('data-stale', ['off', 'ended'].includes(detail.state))
  if (detail.state === 'ended') document.body.dataset.signedOut = 'yes'
})

function showBoard({ html, at }) {
  const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('board')
  if (!fresh) return
  const board = document.getElementById('board')
  if (board) swap(board, fresh)
  showRinging(fresh, board !== null)
  showHanded(fresh)
  setServerTime(fresh.dataset.now, at)
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

startStream()
