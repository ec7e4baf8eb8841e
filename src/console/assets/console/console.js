// What every page of the console does.
import { bindKeys } from './keys.js'
import './station.js'
import './live.js'

const help = document.getElementById('key-help')
bindKeys({ '?': showHelp })
document.querySelector('[data-opens-help]')?.addEventListener('click', showHelp)

function showHelp() {
  help?.showModal()
}
