// What the telephone's window sounds like: ringing, a test; and how loud the microphone hears.
let context = null
let ringing = null
let metered = null

/** Browsers let nothing sound before she has pressed something in the window. */
export function wakeSound() {
  context ??= new AudioContext()
  return context.resume()
}

/** Two seconds of two tones, three of silence. */
export function startRinging() {
  if (ringing || !context) return
  ring()
  ringing = setInterval(ring, 5000)
}

export function stopRinging() {
  clearInterval(ringing)
  ringing = null
  for (const tone of sounding) tone.stop()
  sounding.clear()
}

const sounding = new Set()

const ring = () => [440, 480].map((hertz) => tone(hertz, 0, 2))

function tone(hertz, fromSeconds, seconds) {
  const from = context.currentTime + fromSeconds
  const source = new OscillatorNode(context, { frequency: hertz })
  const volume = new GainNode(context, { gain: 0 })
  volume.gain.setTargetAtTime(0.12, from, 0.02)
  volume.gain.setTargetAtTime(0, from + seconds - 0.1, 0.03)
  source.connect(volume).connect(context.destination)
  source.start(from)
  source.stop(from + seconds)
  sounding.add(source)
  source.addEventListener('ended', () => sounding.delete(source))
}

export async function playTest(outputId) {
  await wakeSound()
  await context.setSinkId?.(outputId === 'default' ? '' : outputId).catch(() => {})
  for (const [index, hertz] of [523, 659, 784].entries()) tone(hertz, index * 0.25, 0.4)
}

/** Whether the microphone could be opened. */
export async function showLevel(meter, inputId) {
  stopLevel()
  const wanted = inputId === 'default' ? true : { deviceId: { exact: inputId } }
  const stream = await navigator.mediaDevices.getUserMedia({ audio: wanted }).catch(() => null)
  if (!stream) return false
  await wakeSound()
  const analyser = new AnalyserNode(context, { fftSize: 512 })
  const source = context.createMediaStreamSource(stream)
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    meter.value = Math.min(100, Math.round(Math.max(...samples.map(Math.abs)) * 140))
  }, 100)
  metered = { stream, source, timer }
  return true
}

export function stopLevel() {
  if (!metered) return
  clearInterval(metered.timer)
  metered.source.disconnect()
  for (const track of metered.stream.getTracks()) track.stop()
  metered = null
}

/** Once the microphone was allowed, the devices have names. */
export async function listDevices(inputs, outputs) {
  const all = await navigator.mediaDevices.enumerateDevices()
  for (const [list, kind] of [
    [inputs, 'audioinput'],
    [outputs, 'audiooutput'],
  ]) {
    const chosen = list.value
    const own = all.filter((one) => one.kind === kind && one.deviceId && one.deviceId !== 'default')
    list.replaceChildren(list.options[0], ...own.map(({ label, deviceId }) => new Option(label, deviceId)))
    list.value = [...list.options].some(({ value }) => value === chosen) ? chosen : 'default'
  }
}
