// The board's own keys and buttons; live.js keeps it fresh.
import { bindKeys } from './keys.js'

bindKeys({ j: () => step(1), k: () => step(-1), t: relay })

function step(by) {
  const links = [...document.querySelectorAll('#board .rows li')].flatMap(
    (row) => row.querySelector('a') ?? [],
  )
  const here = links.indexOf(document.activeElement?.closest('li')?.querySelector('a'))
  const next = links[here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** Of the call that has the focus: to hand it on or take it over. */
function relay() {
  document.activeElement?.closest('#board li')?.querySelector('a.relay')?.click()
}

// A button acts in the background: the board that follows shows what became of it.
document.getElementById('act')?.addEventListener('submit', async (event) => {
  const button = event.submitter
  if (!button) return
  event.preventDefault()
  button.disabled = true
  const body = new URLSearchParams(new FormData(event.target))
  const headers = { 'x-requested-with': 'fetch' }
  const answer = await fetch(button.formAction, { method: 'POST', body, headers, redirect: 'manual' }).catch(
    () => null,
  )
  if (answer?.type === 'opaqueredirect') return
  button.disabled = false
  if (answer?.status === 401) document.body.dataset.signedOut = 'yes'
  else location.reload()
})
