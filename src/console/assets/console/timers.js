// Times that run: <span class="timer" data-since="ISO" data-now="ISO">; `data-until` runs backwards.

/** Of each timer, how far the server's clock is ahead of this one. */
const aheadMs = new WeakMap()

/** `ahead`: of the server's clock, in milliseconds. Nothing at all without an instant. */
export function setTimer(timer, { since = null, until = null, ahead = 0 }) {
  if (since) timer.dataset.since = since
  else delete timer.dataset.since
  if (until) timer.dataset.until = until
  else delete timer.dataset.until
  aheadMs.set(timer, ahead)
  if (since || until) tick(timer)
  else timer.textContent = ''
}

export function tickAll() {
  for (const timer of document.querySelectorAll('.timer[data-since], .timer[data-until]')) tick(timer)
}

function tick(timer) {
  const { since, until, now } = timer.dataset
  if (!aheadMs.has(timer)) aheadMs.set(timer, now ? Date.parse(now) - Date.now() : 0)
  const at = Date.now() + aheadMs.get(timer)
  const ms = until ? Date.parse(until) - at : at - Date.parse(since)
  timer.textContent = clock(Math.max(0, Math.round(ms / 1000)))
}

const two = (number) => String(number).padStart(2, '0')
const clock = (seconds) =>
  seconds < 3600
    ? `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
    : `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`

tickAll()
setInterval(tickAll, 1000)
