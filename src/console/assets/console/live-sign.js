// The small sign in the head of a page; its words wait in it.
const sign = document.getElementById('live')

/** Whether what stands here is live, and since when not. */
export function showLive({ state, since }) {
  const words = sign.dataset[state].replace('{time}', since ? timeOf(since) : '')
  if (sign.dataset.state === state && sign.textContent === words) return
  sign.dataset.state = state
  sign.textContent = words
}

const timeOf = (ms) =>
  new Date(ms).toLocaleTimeString(document.documentElement.lang, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
