// The floor as it is now: fetched anew whenever something on it changed, at most once a second.
import { morph } from './morph.js'
import { tickAll } from './timers.js'

const leastMs = 1000
let timer = null

document.addEventListener('permanence', ({ detail }) => {
  if (detail.kind === 'floor') timer ??= setTimeout(refresh, leastMs)
})
/** Nobody tells when a softphone falls silent. */
setInterval(refresh, 15_000)

async function refresh() {
  clearTimeout(timer)
  timer = null
  const answer = await fetch('/console/floor', {
    headers: { 'x-requested-with': 'fetch', 'x-background': 'yes' },
  }).catch(() => null)
  if (!answer?.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  morph(document.getElementById('floor'), page.getElementById('floor'))
  tickAll()
}
