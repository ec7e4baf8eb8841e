import { digestsInQuietHours } from '../quiet-hours.ts'
import type { ClientDefinition, ExecutiveDefinition } from './definition.ts'
import type { Issue } from './explain-issue.ts'

type Chooser = Pick<ExecutiveDefinition, 'mobile' | 'choices'>

export function checkChoices({ executives }: ClientDefinition): Issue[] {
  return executives.flatMap((executive, index) =>
    faultsOfChoices(executive).map((fault) => ({
      ...fault,
      path: ['executives', index, 'choices', ...fault.path],
    })),
  )
}

/** What her choices say that cannot be, seen one by one. */
export function faultsOfChoices(executive: Chooser): Issue[] {
  return [...quietDigests(executive), ...textsWithoutMobile(executive)]
}

function quietDigests({ choices: { digest, quietHours } }: Chooser): Issue[] {
  const found = digestsInQuietHours(digest.times, quietHours).map(({ time }) => time)
  if (!quietHours || found.length === 0) return []
  const [hours, times] = [`${quietHours.from}-${quietHours.until}`, [...new Set(found)].join(', ')]
  const expected = `expected no digest in her quiet hours ${hours}; ${times} is in them`
  return [{ path: ['digest', 'times'], value: null, expected }]
}

/** Texts beside e-mails are what everybody has who says nothing of it; texts alone were meant. */
function textsWithoutMobile({ mobile, choices }: Chooser): Issue[] {
  if (mobile) return []
  const fault = (path: string[]) => ({
    path,
    value: 'sms',
    expected: 'expected a mobile, or choices without sms: there is none to text',
  })
  const isOnlyTexted = (field: 'urgent' | 'ordinary') => !choices[field].includes('email')
  return [
    ...(['urgent', 'ordinary'] as const).filter(isOnlyTexted).map((field) => fault([field])),
    ...(choices.digest.channels.includes('sms') ? [fault(['digest', 'channels'])] : []),
  ]
}
