// Calls that were handed to her who is signed in, or taken over from her: said once, and kept in sight on every page
// until she opens the call or puts the word away.

const bar = document.getElementById('handed-now')
const me = document.body.dataset.secretary
/** In this browser, of all who sign in there: the latest that were put away. */
const kept = 'permanence-handed'
const most = 50
let shown = ''

export function showHanded(board) {
  const news = [...newsOf(board, 'given', 'given-to'), ...newsOf(board, 'relieved', 'relieved-who')]
  const here = news.find(({ path }) => path === location.pathname)
  if (here) putAway(here.id)
  const away = readAway()
  const fresh = news.filter(({ id }) => !away.includes(id))
  // A screen reader says what is put in: the same again is left alone.
  const key = fresh.map(({ id }) => id).join(' ')
  if (key === shown) return
  shown = key
  bar.replaceChildren(...fresh.map(lineOf))
}

const newsOf = (board, name, who) =>
  [...board.querySelectorAll(`li[data-${who}="${me}"]`)].map((row) => ({
    id: `${row.id} ${row.dataset.handed}`,
    words: row.dataset[name],
    path: row.querySelector('a').getAttribute('href'),
  }))

function lineOf({ id, words, path }) {
  const line = document.createElement('p')
  const link = document.createElement('a')
  const away = document.createElement('button')
  Object.assign(link, { href: path, textContent: words })
  Object.assign(away, { type: 'button', className: 'small plain', textContent: bar.dataset.seen })
  away.setAttribute('aria-label', `${bar.dataset.seen} : ${words}`)
  link.addEventListener('click', () => putAway(id))
  away.addEventListener('click', () => {
    putAway(id)
    line.remove()
  })
  line.append(link, ' ', away)
  return line
}

function readAway() {
  try {
    return JSON.parse(localStorage.getItem(kept) ?? '[]')
  } catch {
    return []
  }
}

function putAway(id) {
  try {
    localStorage.setItem(kept, JSON.stringify([...new Set([...readAway(), id])].slice(-most)))
  } catch {
    // Without a place to keep it, it is said again on the next page.
  }
}
