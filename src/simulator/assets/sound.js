import { byId } from './page.js'

let context = null
let tone = null
const spoken = new Map()

export function startSound() {
  byId('sound').addEventListener('change', ({ target }) => {
    if (target.checked) context ??= new AudioContext()
    else silence()
  })
}

/** Speaks what is new on the legs one hears, and rings where somebody rings. */
export function sound(ownLeg, { ringing, hearing }) {
  const isOn = byId('sound').checked
  for (const leg of ownLeg ? [ownLeg, ...hearing] : hearing) speakNew(leg, isOn)
  const last = ownLeg?.timeline.at(-1)
  const hearsRinging = Boolean(ownLeg) && !ownLeg.isOver && last?.kind === 'ring' && last.toSeconds === null
  if (isOn && (ringing.length > 0 || hearsRinging)) startRinging()
  else stopRinging()
}

function speakNew(leg, isOn) {
  const known = spoken.get(leg.sid) ?? 0
  const moments = leg.timeline.slice(known)
  spoken.set(leg.sid, leg.timeline.length)
  if (!isOn || leg.isOver) return
  for (const moment of moments) {
    if (moment.kind === 'say') speak(moment)
    if (moment.kind === 'beep') beep()
  }
}

function speak({ text, language }) {
  if (!('speechSynthesis' in window)) return
  const words = new SpeechSynthesisUtterance(text)
  words.lang = language ?? 'fr-FR'
  speechSynthesis.speak(words)
}

function beep() {
  const { oscillator, gain } = hum(880)
  gain.gain.value = 0.08
  oscillator.stop(context.currentTime + 0.4)
}

/** The French ring tone: 440 Hz, one and a half seconds in five. */
function startRinging() {
  if (tone) return
  const { oscillator, gain } = hum(440)
  gain.gain.value = 0
  for (let turn = 0; turn < 40; turn += 1) {
    const start = context.currentTime + turn * 5
    gain.gain.setTargetAtTime(0.06, start, 0.02)
    gain.gain.setTargetAtTime(0, start + 1.5, 0.02)
  }
  tone = oscillator
}

function stopRinging() {
  tone?.stop()
  tone = null
}

function silence() {
  stopRinging()
  window.speechSynthesis?.cancel()
}

function hum(frequency) {
  const gain = context.createGain()
  const oscillator = context.createOscillator()
  oscillator.frequency.value = frequency
  oscillator.connect(gain).connect(context.destination)
  oscillator.start()
  return { oscillator, gain }
}
