/** What the server wrote into the page for the scripts: its words, and the names of numbers. */
export const texts = JSON.parse(document.body.dataset.texts)
const names = JSON.parse(document.body.dataset.names)
export const language = document.documentElement.lang

export const byId = (id) => document.getElementById(id)

export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
}

/** The name of a number, or the number as it is read here. */
export function nameOf(number) {
  if (names[number]) return names[number]
  if (number === 'anonymous') return texts.withheld
  const [, first, rest] = /^\+33(\d)(\d{8})$/.exec(number) ?? []
  if (!first) return number
  const pairs = rest.match(/\d\d/g).join('\u00a0')
  return language === 'fr' ? `0${first}\u00a0${pairs}` : `+33\u00a0${first}\u00a0${pairs}`
}

export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

export function show(element, isShown) {
  if (element.hidden === isShown) element.hidden = !isShown
}

/** Only when it differs, so that a live region is not read again. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text
}

export function shownTime(at) {
  return new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })
}

export function shownSeconds(seconds) {
  const whole = Math.max(0, Math.round(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

let noticeTimer
/** A sentence at the foot of the page, read aloud by screen readers, gone after a while. */
export function notice(text) {
  write(byId('notice'), text)
  clearTimeout(noticeTimer)
  noticeTimer = setTimeout(() => write(byId('notice'), ''), 6000)
}

/** Posts to the simulator; its answer, or `null` after a notice when it failed. */
export async function post(path, body) {
  const isSound = body instanceof Blob
  const response = await fetch(`/simulator/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': isSound ? 'audio/wav' : 'application/json' },
    body: isSound ? body : JSON.stringify(body ?? {}),
  }).catch(() => null)
  if (response?.ok) return response.json()
  notice(texts.failed)
  return null
}
