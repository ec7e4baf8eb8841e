import { createReadStream } from 'node:fs'

const headBytes = 65_536

export type CsvForm = { readonly encoding: string; readonly delimiter: string }

/**
 * How a CSV file is written: UTF-8, UTF-16 by its mark, else the Windows-1252 that French spreadsheets save;
 * fields separated by whichever of `;`, `,` and tab the header holds most of.
 */
export async function sniffCsv(path: string): Promise<CsvForm | { refused: string }> {
  const { head, isUtf8 } = await scan(path)
  return formOf(head, encodingOf(head, isUtf8))
}

function formOf(head: Uint8Array, encoding: string): CsvForm | { refused: string } {
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be' && head.includes(0)) {
    return { refused: 'not a text file; expected comma-separated values' }
  }
  const header = new TextDecoder(encoding).decode(head).split(/\r?\n/, 1)[0] ?? ''
  return { encoding, delimiter: delimiterOf(header) }
}

/** The same of a file that is already here in whole. */
export function sniffBytes(bytes: Uint8Array): CsvForm | { refused: string } {
  const head = bytes.subarray(0, headBytes)
  const encoding = encodingOf(head, isUtf8(bytes))
  return formOf(head, encoding)
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

async function scan(path: string): Promise<{ head: Uint8Array; isUtf8: boolean }> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let head: Uint8Array | null = null
  try {
    for await (const chunk of createReadStream(path)) {
      head ??= new Uint8Array(chunk)
      decoder.decode(chunk, { stream: true })
    }
    decoder.decode()
    return { head: head ?? new Uint8Array(), isUtf8: true }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return { head: head ?? new Uint8Array(), isUtf8: false }
  }
}

function encodingOf(head: Uint8Array, isUtf8: boolean): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return isUtf8 ? 'utf-8' : 'windows-1252'
}

function delimiterOf(header: string): string {
  const counts = [';', ',', '\t'].map((sign) => ({ sign, count: header.split(sign).length }))
  return counts.sort((a, b) => b.count - a.count)[0]?.sign ?? ';'
}
