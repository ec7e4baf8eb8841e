// The form of a call by hand: a time that nobody has touched follows the clock of the client that is chosen.

const form = document.querySelector('.log form')
const { client, at, prefilled, zone } = form.elements

client.addEventListener('change', () => {
  const { now, zone: theirs } = client.selectedOptions[0].dataset
  if (!now || at.value !== prefilled.value) return
  at.value = now
  prefilled.value = now
  zone.value = theirs
})
