import { createHash, randomBytes } from 'node:crypto'

/**
 * The same parts give the same id, so that whatever arrives twice is one row. SHA-256, cut to a uuid of
 * version 8 (RFC 9562: the version for ids of one's own making).
 */
export function idFrom(...parts: readonly (string | number)[]): string {
  return asUuid(createHash('sha256').update(JSON.stringify(parts)).digest(), 8)
}

/** Version 7: starts with the time in milliseconds, so that new rows stand together in an index. */
export function newId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  return asUuid(bytes, 7)
}

function asUuid(bytes: Buffer, version: 7 | 8): string {
  const uuid = Buffer.from(bytes.subarray(0, 16))
  uuid.writeUInt8((uuid.readUInt8(6) & 0x0f) | (version << 4), 6)
  uuid.writeUInt8((uuid.readUInt8(8) & 0x3f) | 0x80, 8)
  return uuid.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
