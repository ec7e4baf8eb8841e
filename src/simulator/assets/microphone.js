const RATE = 8000

let running = null

/**
 * First call: records until the second one, and resolves with a WAV of telephone quality. Second call: stops,
 * and resolves with nothing. Rejects when there is no microphone, or it is refused.
 */
export async function record(tell) {
  if (running) {
    running.stop()
    return null
  }
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const chunks = []
  running = new MediaRecorder(stream)
  running.addEventListener('dataavailable', ({ data }) => chunks.push(data))
  running.start()
  tell(true)
  await new Promise((resolve) => running.addEventListener('stop', resolve, { once: true }))
  for (const track of stream.getTracks()) track.stop()
  running = null
  tell(false)
  return toWav(await new Blob(chunks).arrayBuffer())
}

/** One channel, 8,000 samples a second, 16 bits: what the exchange keeps. */
async function toWav(recorded) {
  const decoded = await new AudioContext().decodeAudioData(recorded)
  const samples = Math.max(1, Math.ceil(decoded.duration * RATE))
  const offline = new OfflineAudioContext(1, samples, RATE)
  const source = offline.createBufferSource()
  source.buffer = decoded
  source.connect(offline.destination)
  source.start()
  const rendered = (await offline.startRendering()).getChannelData(0)
  return new Blob([headerOf(samples), pcmOf(rendered)], { type: 'audio/wav' })
}

function pcmOf(samples) {
  return Int16Array.from(samples, (sample) => Math.max(-1, Math.min(1, sample)) * 32767)
}

function headerOf(samples) {
  const header = new DataView(new ArrayBuffer(44))
  const write = (at, text) => {
    for (const [index, letter] of [...text].entries()) header.setUint8(at + index, letter.charCodeAt(0))
  }
  write(0, 'RIFF')
  header.setUint32(4, 36 + samples * 2, true)
  write(8, 'WAVEfmt ')
  header.setUint32(16, 16, true)
  header.setUint16(20, 1, true)
  header.setUint16(22, 1, true)
  header.setUint32(24, RATE, true)
  header.setUint32(28, RATE * 2, true)
  header.setUint16(32, 2, true)
  header.setUint16(34, 16, true)
  write(36, 'data')
  header.setUint32(40, samples * 2, true)
  return header
}
