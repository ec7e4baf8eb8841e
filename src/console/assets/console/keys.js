// Keys of one letter, in one place. They go by what the key writes (`event.key`), so that they work on AZERTY; they
// are dead while somebody types, while a dialog is open and where she switched them off (WCAG 2.1.4).
//
// bindKeys({ n: open, 'g t': goToBoard })   answers how to unbind; a later binding goes before an earlier one
// <a href="…" data-key="g t">               any link, button or field: the key presses or focuses it
// <form data-ctrl-enter>                    Ctrl+Enter sends it, also while typing; by its <button data-sends>, if any

const bindings = []
const sequenceMs = 1500
let begun = { key: '', at: 0 }

/** Keys by name; a space between two means one after the other. */
export function bindKeys(keys) {
  bindings.unshift(keys)
  return () => bindings.splice(bindings.indexOf(keys), 1)
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return sendForm(event)
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return
  if (document.body.dataset.singleKeys === 'off') return
  if (isTyping(event.target) || document.querySelector('dialog[open]')) return
  press(event)
})

function press(event) {
  const key = event.key.toLowerCase()
  const sequence = performance.now() - begun.at < sequenceMs ? `${begun.key} ${key}` : ''
  begun = { key: '', at: 0 }
  const act = (sequence && actOf(sequence)) || actOf(key)
  if (act) {
    event.preventDefault()
    act(event)
  } else if (isBeginning(key)) begun = { key, at: performance.now() }
}

function actOf(key) {
  const bound = bindings.find((keys) => Object.hasOwn(keys, key))
  if (bound) return bound[key]
  const element = elementsWithKey().find((one) => one.dataset.key === key)
  return element && (() => activate(element))
}

const isBeginning = (key) =>
  bindings.some((keys) => Object.keys(keys).some((name) => name.startsWith(`${key} `))) ||
  elementsWithKey().some((one) => one.dataset.key.startsWith(`${key} `))

const elementsWithKey = () => [...document.querySelectorAll('[data-key]')].filter((one) => !one.disabled)

function activate(element) {
  element.focus()
  if (!isTyping(element)) element.click()
}

/** Where buttons say what becomes of the form, it goes with the one that is marked. */
function sendForm(event) {
  const form = event.target instanceof Element ? event.target.closest('form[data-ctrl-enter]') : null
  if (!form) return
  event.preventDefault()
  form.requestSubmit(form.querySelector('button[data-sends]'))
}

/** Whether a letter pressed there is text, or picks an entry of a list. */
export function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('textarea, select')) return true
  return target.matches(
    'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset])',
  )
}
