// <time datetime="…" data-age>: how long ago, counting up. By the server's clock, which the board brings with it.

let aheadMs = 0

/** `at`: when that came here, by this machine's clock; a page that is opened later is told it again. */
export function setServerTime(iso, at = Date.now()) {
  aheadMs = Date.parse(iso) - at
  showAges()
}

export function showAges() {
  if (document.hidden) return
  const now = Date.now() + aheadMs
  for (const time of document.querySelectorAll('time[data-age]')) {
    const words = age(Math.max(0, now - Date.parse(time.dateTime)))
    if (time.textContent !== words) time.textContent = words
  }
}

/** "45 s", "3 min", "1 h 05", as the server writes it (src/console/board/age.ts). */
function age(ms) {
  const seconds = Math.floor(ms / 1000)
  if (seconds < 60) return `${seconds}\u00a0s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}\u00a0min`
  return `${Math.floor(minutes / 60)}\u00a0h\u00a0${String(minutes % 60).padStart(2, '0')}`
}

setInterval(showAges, 1000)
document.addEventListener('visibilitychange', showAges)
