export type Path = readonly PropertyKey[]
/** `line` and `column` count from 1; in a CSV file `column` is the number of the field. */
export type Place = { readonly file: string; readonly line: number; readonly column: number }

/** What is wrong at one place, against what was expected there. */
export type Problem = {
  readonly place: Place
  /** The value's address in the file (`lines[0].number`), or the CSV column's name. */
  readonly path: string
  /** As it is to be shown; null when it would say nothing. */
  readonly value: string | null
  readonly expected: string
}

/** `clients/morel.yaml:12:5 lines[0].number: "12" — expected a phone number such as +33 1 99 00 10 01` */
export function sayProblem({ place, path, value, expected }: Problem): string {
  const where = `${place.file}:${place.line}:${place.column}`
  const what = [path, value].filter((part) => part).join(': ')
  return what ? `${where} ${what} — ${expected}` : `${where} ${expected}`
}

export function sayPath(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')
}

/** A value in one line, shortened: a whole client in an error message helps nobody. */
export function showValue(value: unknown): string | null {
  if (value === undefined) return 'missing'
  if (typeof value === 'object') return null
  const shown = JSON.stringify(value)
  return shown.length > 60 ? `${shown.slice(0, 57)}…"` : shown
}

const shownPerFile = 100

/** Collects problems, of one file no more than a person reads, and warnings, which refuse nothing. */
export class Problems {
  readonly warnings: string[] = []
  readonly #shown: Problem[] = []
  readonly #counts = new Map<string, number>()

  add(problem: Problem): void {
    const { file } = problem.place
    const count = (this.#counts.get(file) ?? 0) + 1
    this.#counts.set(file, count)
    if (count <= shownPerFile) this.#shown.push(problem)
  }

  get count(): number {
    return this.#counts.values().reduce((sum, count) => sum + count, 0)
  }

  sentences(): string[] {
    const more = [...this.#counts].filter(([, count]) => count > shownPerFile)
    return [
      ...this.#shown.map(sayProblem),
      ...more.map(([file, count]) => `${file}: ${count - shownPerFile} more problems like these`),
    ]
  }
}
