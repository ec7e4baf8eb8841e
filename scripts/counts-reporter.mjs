// A vitest reporter that writes how many tests passed, failed and were skipped into the file COUNTS_FILE.
import { writeFileSync } from 'node:fs'

export default class CountsReporter {
  /** A file that fails at import, a hook that fails and an error outside any test count as one failure each. */
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const inState = (...states) => tests.filter((test) => states.includes(test.result().state)).length
    const groups = modules.flatMap((module) => [module, ...module.children.allSuites()])
    const broken = groups.filter((group) => group.errors().length > 0).length
    const counts = {
      passed: inState('passed'),
      // A test still pending at the end was cut short: its process crashed.
      failed: inState('failed', 'pending') + broken + unhandledErrors.length,
      skipped: inState('skipped'),
    }
    writeFileSync(process.env.COUNTS_FILE, JSON.stringify(counts))
  }
}
