import { hash, randomBytes } from 'node:crypto'

/**
 * The same parts give the same id, so that whatever arrives twice is one row. SHA-256, cut to a uuid of
 * version 8 (RFC 9562: the version for ids of one's own making).
 */
export function idFrom(...parts: readonly (string | number)[]): string {
  return asUuid(hash('sha256', JSON.stringify(parts), 'buffer'), 8)
}

/** Version 7: starts with the time in milliseconds, so that new rows stand together in an index. */
export function newId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  return asUuid(bytes, 7)
}

function asUuid(bytes: Buffer, version: 7 | 8): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex', 0, 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
