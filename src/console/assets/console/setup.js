// A client's settings: rows are dragged into their order, and the part that waits for a test call fills itself.
import Sortable from '/assets/sortable.esm.js'

for (const list of document.querySelectorAll('[data-order]'))
  Sortable.create(list, { handle: '[data-handle]', animation: 120, onEnd: () => saveOrder(list) })

/** What was dragged is saved by the form that the buttons send; the page is then loaded anew, its buttons in place. */
async function saveOrder(list) {
  const form = list.closest('form')
  const response = await fetch(form.action, {
    method: 'POST',
    body: new URLSearchParams(new FormData(form)),
    headers: { 'x-requested-with': 'drag' },
  })
  if (response.ok) location.reload()
}

const awaiting = document.querySelector('[data-refresh]')
if (awaiting) {
  const refresh = async () => {
    const part = document.querySelector('[data-refresh]')
    if (!part?.querySelector('[aria-busy]')) return
    const response = await fetch(part.dataset.refresh, { headers: { 'x-background': 'yes' } })
    if (!response.ok) return
    const fresh = new DOMParser()
      .parseFromString(await response.text(), 'text/html')
      .querySelector('[data-refresh]')
    if (!fresh || fresh.innerHTML === part.innerHTML) return
    // The whole page says more once the call was seen: what is missing, and the button to go live.
    if (fresh.querySelector('.seen')) location.reload()
    else part.replaceChildren(...fresh.childNodes)
  }
  new BroadcastChannel('permanence').addEventListener('message', refresh)
  // The stream of the board may be away; the call is not.
  setInterval(refresh, 3_000)
}
