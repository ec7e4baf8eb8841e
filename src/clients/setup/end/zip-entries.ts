import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export type ZipFile = { readonly name: string; readonly chunks: AsyncIterable<string> | Iterable<string> }

type Written = {
  readonly name: Buffer
  readonly crc: number
  readonly packed: number
  readonly plain: number
  readonly at: number
}

/** Bit 3: sizes follow the data; bit 11: names are UTF-8 (APPNOTE 6.3.10, 4.4.4). */
const flags = 0x0808
const deflated = 8
const version = 20

/** A ZIP archive as it grows: of a file too, only the chunks at hand are in memory. Below 4 GB: no ZIP64. */
export async function* zipOf(files: AsyncIterable<ZipFile> | Iterable<ZipFile>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let at = 0
  for await (const file of files) {
    const name = Buffer.from(file.name)
    const head = Buffer.concat([localHeader(name), name])
    yield head
    const size = yield* pack(file.chunks)
    const tail = sizes(size)
    yield tail
    written.push({ ...size, name, at })
    at += head.length + size.packed + tail.length
  }
  const directory = Buffer.concat(written.map(centralHeader))
  yield Buffer.concat([directory, endRecord(written.length, directory.length, at)])
}

type Size = Pick<Written, 'crc' | 'packed' | 'plain'>

/** The deflated chunks as they come; in the end what is known of them. */
async function* pack(chunks: ZipFile['chunks']): AsyncGenerator<Buffer, Size> {
  const size = { crc: 0, packed: 0, plain: 0 }
  async function* counted() {
    for await (const chunk of chunks) {
      const bytes = Buffer.from(chunk)
      size.crc = crc32(bytes, size.crc)
      size.plain += bytes.length
      yield bytes
    }
  }
  // What fails on the way ends the reading below with its error.
  const packing = pipeline(Readable.from(counted()), createDeflateRaw(), () => {})
  for await (const bytes of packing) {
    size.packed += bytes.length
    yield bytes
  }
  return size
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(deflated, 8)
  header.writeUInt16LE(midnight, 12)
  header.writeUInt16LE(name.length, 26)
  return header
}

/** 1 January 1980, the first day that the format knows. */
const midnight = 0x21

function sizes({ crc, packed, plain }: Size): Buffer {
  const descriptor = Buffer.alloc(16)
  descriptor.writeUInt32LE(0x08074b50, 0)
  descriptor.writeUInt32LE(crc, 4)
  descriptor.writeUInt32LE(packed, 8)
  descriptor.writeUInt32LE(plain, 12)
  return descriptor
}

function centralHeader({ name, crc, packed, plain, at }: Written): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(version, 6)
  header.writeUInt16LE(flags, 8)
  header.writeUInt16LE(deflated, 10)
  header.writeUInt16LE(midnight, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(plain, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(at, 42)
  return Buffer.concat([header, name])
}

function endRecord(count: number, size: number, at: number): Buffer {
  const record = Buffer.alloc(22)
  record.writeUInt32LE(0x06054b50, 0)
  record.writeUInt16LE(count, 8)
  record.writeUInt16LE(count, 10)
  record.writeUInt32LE(size, 12)
  record.writeUInt32LE(at, 16)
  return record
}
