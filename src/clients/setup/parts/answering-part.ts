import { defaultAnswering, longestWaitSeconds } from '../../../answering/answering.ts'
import { t } from '../../../i18n/text.ts'
import { fieldsOf, type Group } from '../field.ts'
import { objectAt, toEntered, toFileValues } from '../file-values.ts'
import type { About, Part } from '../part.ts'

/** How people answer the client's callers: how long they wait, which teams are rung, what is said to them. */
export const answeringPart: Part = {
  name: 'answering',
  groups: (about) => [time(about), teams(about), caller(about)],
  entered: (about) =>
    toEntered(fieldsOf(answeringPart.groups(about)), {
      ...ticked,
      ...objectAt(about.file, 'answering'),
    }),
  write(about, _, entered) {
    const standing = objectAt(about.file, 'answering')
    const written = toFileValues(fieldsOf(answeringPart.groups(about)), entered)
    const said = Object.entries(written).filter(
      ([name, value]) => standing[name] !== undefined || value !== ticked[name],
    )
    return { ...about.file, answering: Object.fromEntries(said) }
  },
  place: () => ['answering'],
}

/** What is as it is done usually, and was not said before, need not be said. */
const ticked: Record<string, boolean> = {
  offersCallback: defaultAnswering.offersCallback,
  secondCall: defaultAnswering.secondCall,
  listening: defaultAnswering.listening,
}

const time = ({ language }: About): Group => ({
  legend: t(language, 'setup.answering.time'),
  hint: t(language, 'setup.answering.timeHint'),
  fields: [
    {
      ...{ name: 'waitSeconds', kind: 'number', min: 10, max: longestWaitSeconds },
      label: t(language, 'setup.answering.waitSeconds'),
      hint: usual(language, 'waitSeconds'),
    },
    {
      ...{ name: 'widenSeconds', kind: 'number', min: 0, max: longestWaitSeconds },
      label: t(language, 'setup.answering.widenSeconds'),
      hint: t(language, 'setup.answering.widenHint', { seconds: defaultAnswering.widenSeconds }),
    },
    {
      ...{ name: 'wrapUpSeconds', kind: 'number', min: 0, max: 600 },
      label: t(language, 'setup.answering.wrapUpSeconds'),
      hint: usual(language, 'wrapUpSeconds'),
    },
    {
      ...{ name: 'priority', kind: 'number', min: 0, max: 9 },
      label: t(language, 'setup.answering.priority'),
      hint: t(language, 'setup.answering.priorityHint', { priority: defaultAnswering.priority }),
    },
  ],
})

const usual = (language: About['language'], name: 'waitSeconds' | 'wrapUpSeconds') =>
  t(language, 'setup.answering.usualSeconds', { seconds: defaultAnswering[name] })

const teams = ({ language, teams: known }: About): Group => {
  const options = [{ value: '', label: t(language, 'setup.answering.noTeam') }, ...known]
  return {
    legend: t(language, 'setup.answering.who'),
    fields: (['team', 'overflow'] as const).map((name) => ({
      ...{ name, kind: 'choice', options },
      label: t(language, `setup.answering.${name}`),
      hint: t(language, `setup.answering.${name}Hint`),
    })),
  }
}

const caller = ({ language }: About): Group => ({
  legend: t(language, 'setup.answering.caller'),
  fields: [
    {
      ...{ name: 'waitingWords', kind: 'text' },
      label: t(language, 'setup.answering.waitingWords'),
      hint: t(language, 'setup.answering.waitingWordsHint'),
    },
    { name: 'offersCallback', kind: 'tick', label: t(language, 'setup.answering.offersCallback') },
    {
      ...{ name: 'secondCall', kind: 'tick', label: t(language, 'setup.answering.secondCall') },
      hint: t(language, 'setup.answering.secondCallHint'),
    },
    {
      ...{ name: 'listening', kind: 'tick', label: t(language, 'setup.answering.listening') },
      hint: t(language, 'setup.answering.listeningHint'),
    },
  ],
})
