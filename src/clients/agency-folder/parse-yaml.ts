import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type ScalarTag,
  type Tags,
} from 'yaml'
import { stripControls } from '../../plain-text.ts'
import type { Path, Place, Problem } from './problem.ts'

export type YamlFile = {
  readonly value: unknown
  readonly problems: readonly Problem[]
  /** Where a value stands; for one that is missing, where its parent does. */
  place(path: Path): Place
}

/** YAML 1.2, save that `+33199001001` and `0612345678` stay text, and an empty value counts as left out. */
export function parseYaml(text: string, file: string): YamlFile {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, customTags: withoutPhoneNumbers, prettyErrors: false })
  const at = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  const unreadable = (offset: number, why: string) => ({
    place: at(offset),
    path: '',
    value: null,
    expected: `not readable as YAML: ${why}`,
  })
  const place = (path: Path) => at(offsetOf(document, path))
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, code, message }) =>
      unreadable(pos[0], hints[code] ?? message),
    )
    return { value: null, problems, place }
  }
  try {
    return { value: clean(document.toJS()), problems: [], place }
  } catch (error) {
    // What only shows when aliases are followed: one that names nothing, or a nest of them made to fill the memory.
    if (!(error instanceof ReferenceError)) throw error
    return { value: null, problems: [unreadable(0, error.message)], place }
  }
}

const hints: Partial<Record<string, string>> = {
  BLOCK_AS_IMPLICIT_KEY:
    'text with a colon and a space in it; expected it in quotes, or on its own line after >-',
  DUPLICATE_KEY: 'a key for the second time; expected each key once',
}

/** Only what can be no telephone number is read as an integer; we have no use for other numbers. */
const withoutPhoneNumbers = (tags: Tags): Tags =>
  tags.flatMap((tag): Tags => {
    if (typeof tag === 'string' || tag.tag.endsWith(':float')) return []
    return tag.tag.endsWith(':int')
      ? tag.default === true && !('format' in tag)
        ? [shortInteger]
        : []
      : [tag]
  })

const shortInteger: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^-?(?:0|[1-9]\d{0,8})$/,
  resolve: Number,
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return stripControls(value)
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([, entry]) => entry !== null)
  return Object.fromEntries(kept.map(([key, entry]) => [key, clean(entry)]))
}

function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const step of path) {
    const { at, child } = stepInto(resolve(node, document), step)
    if (at === null) break
    offset = at
    node = child
  }
  return offset
}

function resolve(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node
}

function stepInto(node: unknown, step: PropertyKey): { at: number | null; child: unknown } {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : key) === String(step))
    return { at: startOf(pair?.key), child: pair?.value }
  }
  const child = isSeq(node) ? node.items[Number(step)] : undefined
  return { at: startOf(child), child }
}

function startOf(node: unknown): number | null {
  const known: Node | null = isNode(node) ? node : null
  return known?.range?.[0] ?? null
}
