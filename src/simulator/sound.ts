/** Telephone quality, as Twilio records: 8,000 samples a second, 16 bits, one channel. */
const RATE = 8000
const HEADER_BYTES = 44

/** A playable WAV of this length: a soft murmur that rises and falls like speech. */
export function murmur(seconds: number): Buffer {
  const samples = Math.max(1, Math.round(seconds * RATE))
  const wave = Buffer.alloc(HEADER_BYTES + samples * 2)
  writeHeader(wave, samples)
  for (let sample = 0; sample < samples; sample += 1) {
    const at = sample / RATE
    const syllable =
      Math.max(0, Math.sin(2 * Math.PI * 3.1 * at)) * (0.6 + 0.4 * Math.sin(2 * Math.PI * 0.4 * at))
    const voice = Math.sin(2 * Math.PI * 180 * at) + 0.4 * Math.sin(2 * Math.PI * 540 * at)
    wave.writeInt16LE(Math.round(4000 * syllable * voice), HEADER_BYTES + sample * 2)
  }
  return wave
}

/** The first seconds of such a sound. */
export function beginning(sound: Buffer, seconds: number): Buffer {
  const samples = Math.round(seconds * RATE)
  const part = Buffer.from(sound.subarray(0, HEADER_BYTES + samples * 2))
  writeHeader(part, (part.length - HEADER_BYTES) / 2)
  return part
}

function writeHeader(wave: Buffer, samples: number): void {
  wave.write('RIFF', 0)
  wave.writeUInt32LE(HEADER_BYTES - 8 + samples * 2, 4)
  wave.write('WAVEfmt ', 8)
  wave.writeUInt32LE(16, 16)
  wave.writeUInt16LE(1, 20)
  wave.writeUInt16LE(1, 22)
  wave.writeUInt32LE(RATE, 24)
  wave.writeUInt32LE(RATE * 2, 28)
  wave.writeUInt16LE(2, 32)
  wave.writeUInt16LE(16, 34)
  wave.write('data', 36)
  wave.writeUInt32LE(samples * 2, 40)
}

/** Length of an uncompressed WAV by its header, in seconds; `null` when it is none. */
export function wavSeconds(sound: Buffer): number | null {
  if (sound.length < HEADER_BYTES || sound.toString('latin1', 0, 4) !== 'RIFF') return null
  if (sound.toString('latin1', 8, 12) !== 'WAVE') return null
  const bytesPerSecond = sound.readUInt32LE(28)
  return bytesPerSecond === 0 ? null : (sound.length - HEADER_BYTES) / bytesPerSecond
}
