/** A run of words that stayed, went or came. */
export type Piece = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string }

/** Longer texts are shown one after the other instead: the table below grows with the product of both. */
const wordsAtMost = 600

/** What changed between two texts, word by word; spaces belong to the word before them. */
export function wordDiff(before: string, after: string): Piece[] {
  const [old, young] = [wordsOf(before), wordsOf(after)]
  if (old.length > wordsAtMost || young.length > wordsAtMost)
    return joined([...pieces('gone', old), ...pieces('new', young)])
  const lengths = commonLengths(old, young)
  const found: Piece[] = []
  for (let [i, j] = [0, 0]; i < old.length || j < young.length; ) {
    const [was, is] = [old[i], young[j]]
    if (was !== undefined && is !== undefined && was.trim() === is.trim()) {
      found.push({ kind: 'same', text: is })
      i++
      j++
    } else if (was !== undefined && (is === undefined || at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      found.push({ kind: 'gone', text: was })
      i++
    } else if (is !== undefined) {
      found.push({ kind: 'new', text: is })
      j++
    }
  }
  return joined(found)
}

const wordsOf = (text: string): string[] => text.match(/\S+\s*/gu) ?? []
const pieces = (kind: Piece['kind'], words: readonly string[]): Piece[] =>
  words.map((text) => ({ kind, text }))
const at = (lengths: readonly (readonly number[])[], i: number, j: number): number => lengths[i]?.[j] ?? 0

/** How many words the rests from i and from j have in common, in order. */
function commonLengths(old: readonly string[], young: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(young.length + 1).fill(0))
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = young.length - 1; j >= 0; j--) {
      const same = old[i]?.trim() === young[j]?.trim()
      const row = lengths[i]
      if (row)
        row[j] = same ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
    }
  }
  return lengths
}

function joined(found: readonly Piece[]): Piece[] {
  const runs: Piece[] = []
  for (const piece of found) {
    const last = runs.at(-1)
    if (last?.kind === piece.kind) runs.splice(-1, 1, { kind: last.kind, text: last.text + piece.text })
    else runs.push(piece)
  }
  return runs
}
