import { expect, test } from 'vitest'
import { t } from '../../src/i18n/text.ts'
import { taskKindOf, taskKinds } from '../../src/tasks/task-kinds.ts'

test.each(['fr', 'en'] as const)(
  'each kind of task says what it is and what to do, in its own words (%s)',
  (language) => {
    const said = taskKinds.map((kind) => t(language, `task.${kind}.do`))
    expect(new Set(said).size).toBe(taskKinds.length)
  },
)

test('a kind that this version does not know is shown all the same', () => {
  expect(taskKindOf('brandNew')).toBe('other')
})
