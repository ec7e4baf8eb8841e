// What a call on this exchange sounds like: a quiet tone for as long as it lasts. The microphone is really opened,
// though nobody hears it.
let context = null
let microphone = null
let input = 'default'
let tone = null

/** Opens the microphone, or with `false` switches it off. Rejects when there is none, or it is refused. */
export async function listenIn(isOn = true) {
  const audio = input === 'default' ? true : { deviceId: { exact: input } }
  if (isOn) microphone ??= await navigator.mediaDevices.getUserMedia({ audio })
  for (const track of microphone?.getTracks() ?? []) track.enabled = isOn
}

export async function useInput(id) {
  input = id || 'default'
  if (!microphone) return
  stopMicrophone()
  await listenIn()
}

export async function useOutput(id) {
  context ??= new AudioContext()
  await context.setSinkId?.(id === 'default' ? '' : id)
}

/** Two soft notes and a hum, so that one can hear that somebody is there. */
export function hearSomebody() {
  if (tone) return
  context ??= new AudioContext()
  context.resume()
  const gain = new GainNode(context, { gain: 0 })
  gain.gain.setTargetAtTime(0.05, context.currentTime, 0.05)
  gain.gain.setTargetAtTime(0.012, context.currentTime + 0.4, 0.2)
  tone = new OscillatorNode(context, { frequency: 220 })
  tone.frequency.setValueAtTime(330, context.currentTime)
  tone.frequency.setValueAtTime(220, context.currentTime + 0.25)
  tone.connect(gain).connect(context.destination)
  tone.start()
}

export function hearNothing() {
  tone?.stop()
  tone = null
  stopMicrophone()
}

export function closeSound() {
  hearNothing()
  context?.close()
  context = null
}

function stopMicrophone() {
  for (const track of microphone?.getTracks() ?? []) track.stop()
  microphone = null
}
