// Turns one piece of the page into a fresh one with as few changes as can be: what has an id stays the same element,
// so that focus, scrolling and what is being typed stay where they are.

export function morph(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data
    return
  }
  // Most rows are as they were, which the browser itself sees many times faster.
  if (old.isEqualNode(fresh)) return
  if (old.matches('form') && isBegun(old)) return
  morphAttributes(old, fresh)
  morphChildren(old, fresh)
}

/** Where something was typed or chosen that has not been sent. */
const isBegun = (form) =>
  [...form.elements].some(
    (field) =>
      ('defaultValue' in field && field.type !== 'hidden' && field.value !== field.defaultValue) ||
      ('defaultChecked' in field && field.checked !== field.defaultChecked),
  )

function morphAttributes(old, fresh) {
  for (const { name } of [...old.attributes])
    if (!fresh.hasAttribute(name) && !(name === 'open' && old.matches('details'))) old.removeAttribute(name)
  for (const { name, value } of fresh.attributes)
    if (old.getAttribute(name) !== value) old.setAttribute(name, value)
}

function morphChildren(old, fresh) {
  const kept = new Map([...old.children].filter(({ id }) => id).map((child) => [child.id, child]))
  let at = old.firstChild
  for (const next of [...fresh.childNodes]) {
    const same = next.id ? kept.get(next.id) : at && isAlike(at, next) ? at : null
    if (!same) {
      old.insertBefore(document.importNode(next, true), at)
      continue
    }
    if (same === at) at = at.nextSibling
    else if (same.contains(document.activeElement)) at = clearUntil(at, same).nextSibling
    else old.insertBefore(same, at)
    morph(same, next)
  }
  while (at) at = removeAndNext(at)
}

const isAlike = (old, fresh) => !old.id && old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName

/** An element that is moved loses the focus, so the others go out of its way; they come back at their places. */
function clearUntil(at, same) {
  let next = at
  while (next && next !== same) next = removeAndNext(next)
  return same
}

function removeAndNext(node) {
  const next = node.nextSibling
  node.remove()
  return next
}
