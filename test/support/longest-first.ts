import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Browsers, whole journeys, and servers that die: files that take tens of seconds however short they are. */
const takesLong = /browser|access|journey|simulator\/page|jobs\//

/**
 * The long files begin first, so that no process ends up alone with one of them. Vitest goes by the file's size as
 * long as it has no times of earlier runs, as in a fresh clone.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => takesLong.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}
