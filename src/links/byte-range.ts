export type ByteRange = { readonly start: number; readonly end: number }

/**
 * One range of a Range header (RFC 9110 §14), both ends included; telephones play audio only where ranges
 * work. `whole` for what asks for none, for several, or is not understood; `none` when it lies beyond the end.
 */
export function readByteRange(header: string | undefined, size: number): ByteRange | 'whole' | 'none' {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'whole'
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return 'whole'
  return start < size && start <= end ? { start, end } : 'none'
}
