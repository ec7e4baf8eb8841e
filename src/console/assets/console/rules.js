// Rules are dragged to their place; without this script, and by keyboard, buttons move them.
import Sortable from '/assets/sortable.esm.js'

const list = document.getElementById('rules')
const order = document.getElementById('order')

if (list && order instanceof HTMLFormElement) {
  for (const grip of list.querySelectorAll('.grip')) grip.hidden = false
  Sortable.create(list, {
    handle: '.grip',
    animation: 120,
    onEnd({ item, oldIndex, newIndex }) {
      if (oldIndex === newIndex) return
      order.elements.key.value = item.dataset.key
      order.elements.keys.value = [...list.children].map((rule) => rule.dataset.key).join(' ')
      order.requestSubmit()
    },
  })
}
