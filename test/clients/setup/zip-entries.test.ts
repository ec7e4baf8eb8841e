import { randomBytes } from 'node:crypto'
import { crc32, inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { zipOf } from '../../../src/clients/setup/end/zip-entries.ts'

/** Its files by name, read by the directory at its end, as unzip reads them. */
function unzip(archive: Buffer): Map<string, string> {
  const end = archive.length - 22
  const files = new Map<string, string>()
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const field = (place: number) => archive.readUInt32LE(at + place)
    const [crc, packed, plain, start] = [field(16), field(20), field(24), field(42)]
    const length = archive.readUInt16LE(at + 28)
    const name = archive.subarray(at + 46, at + 46 + length).toString()
    const body = inflateRawSync(archive.subarray(start + 30 + length, start + 30 + length + packed))
    expect([name, crc32(body), body.length]).toEqual([name, crc, plain])
    files.set(name, body.toString())
    at += 46 + length
  }
  return files
}

const gather = async (chunks: AsyncIterable<Buffer>) => Buffer.concat(await Array.fromAsync(chunks))

test('files of many chunks, of one and of none come out as they went in', async () => {
  const many = Array.from({ length: 50 }, () => randomBytes(3_000).toString('base64'))
  const archive = await gather(
    zipOf([
      { name: 'many.csv', chunks: many },
      { name: 'clients/é.yaml', chunks: ['key: é\n'] },
      { name: 'none.csv', chunks: [] },
    ]),
  )
  expect([...unzip(archive)]).toEqual([
    ['many.csv', many.join('')],
    ['clients/é.yaml', 'key: é\n'],
    ['none.csv', ''],
  ])
})

test('the first of a file leaves before its last is read', async () => {
  let read = 0
  async function* chunks() {
    for (; read < 400; read++) yield randomBytes(48_000).toString('base64')
  }
  let packed = 0
  for await (const bytes of zipOf([{ name: 'large.csv', chunks: chunks() }])) {
    packed += bytes.length
    if (packed > 100_000) break
  }
  expect(read).toBeLessThan(100)
})

test('what fails while it is read ends the archive, and not the process', async () => {
  async function* chunks() {
    yield 'first'
    throw new Error('the database went away')
  }
  await expect(gather(zipOf([{ name: 'calls.csv', chunks: chunks() }]))).rejects.toThrow('went away')
})
