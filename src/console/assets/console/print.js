// The button prints; without scripts the browser's own menu does.
const button = document.querySelector('[data-prints]')
button.hidden = false
button.addEventListener('click', () => window.print())
