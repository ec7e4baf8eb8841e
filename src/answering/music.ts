import type { Config } from '../config.ts'

/** As composed below; `compose-wait.ts` counts with it. */
const seconds = 8
const rate = 8000
const headerBytes = 44

export const musicPath = '/waiting-music.wav'

export const musicUrlOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): string => `${publicUrl}${musicPath}`

/** Hertz, two for each second: an arpeggio that ends where it began, so that it may go on for as long as it must. */
const notes = [
  ...[261.63, 329.63, 392, 523.25, 220, 261.63, 329.63, 440],
  ...[174.61, 220, 261.63, 349.23, 196, 246.94, 293.66, 392],
]

/** What callers hear who wait: eight seconds of our own, as WAV of telephone quality. */
export function makeMusic(): Buffer {
  const samples = seconds * rate
  const wave = Buffer.alloc(headerBytes + samples * 2)
  writeHeader(wave, samples)
  for (let sample = 0; sample < samples; sample += 1)
    wave.writeInt16LE(Math.round(3500 * loudness(sample / rate)), headerBytes + sample * 2)
  return wave
}

/** Each note fades while the next begins. */
function loudness(at: number): number {
  const turn = Math.floor(at * 2)
  return [turn - 1, turn].reduce((sum, one) => {
    const pitch = notes.at(one % notes.length) ?? 0
    const since = at - one / 2
    return sum + Math.sin(2 * Math.PI * pitch * at) * Math.exp(-3 * since) * Math.min(1, since * 40)
  }, 0)
}

function writeHeader(wave: Buffer, samples: number): void {
  wave.write('RIFF', 0)
  wave.writeUInt32LE(headerBytes - 8 + samples * 2, 4)
  wave.write('WAVEfmt ', 8)
  for (const [value, at] of [
    [16, 16],
    [rate, 24],
    [rate * 2, 28],
    [samples * 2, 40],
  ] as const)
    wave.writeUInt32LE(value, at)
  for (const [value, at] of [
    [1, 20],
    [1, 22],
    [2, 32],
    [16, 34],
  ] as const)
    wave.writeUInt16LE(value, at)
  wave.write('data', 36)
}
