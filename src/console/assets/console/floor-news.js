// What the server says of the floor, on every page: that mode secours is on, and that something was handed to her which
// she has not opened yet. The last word counts: each message is whole.

const secours = document.getElementById('secours-now')
const relay = document.getElementById('relay-now')
const counts = document.querySelectorAll('[data-relay-count]')

document.addEventListener('permanence', ({ detail }) => {
  if (detail.kind !== 'news') return
  showSecours(detail.secours)
  showRelay(detail.relay)
})

function showSecours(on) {
  if (!secours) return
  secours.hidden = on === null
  write(secours.querySelector('.said'), on?.said ?? '')
  secours.querySelector('.long').hidden = !on?.isLong
}

function showRelay(news) {
  for (const count of counts) {
    count.hidden = news === null
    write(count, String(news?.count ?? ''))
  }
  if (!relay) return
  // Nobody is led to where she stands.
  relay.hidden = news === null || location.pathname === '/console/shifts'
  write(relay.querySelector('a'), news?.said ?? '')
}

/** A screen reader says what is put in: the same again is left alone. */
function write(part, words) {
  if (part.textContent !== words) part.textContent = words
}
