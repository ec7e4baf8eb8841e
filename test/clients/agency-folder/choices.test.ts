import { expect, test } from 'vitest'
import { choicesFileSchema, printChoices } from '../../../src/clients/agency-folder/choices.ts'
import { check } from '../../../src/clients/agency-folder/explain-issue.ts'
import { executiveChoicesSchema } from '../../../src/clients/executive.ts'

const expectedOf = (choices: object) => {
  const checked = check(choicesFileSchema, choices)
  return 'issues' in checked ? checked.issues : []
}

test('choices are read as people write them', () => {
  expect(
    choicesFileSchema.parse({
      digest: { times: { 'mon-fri': ['18:00', '12:00'], sat: ['09:00'], fri: ['12:00', '16:00'] } },
      quietHours: '20:00-08:00',
    }),
  ).toMatchObject({
    digest: {
      times: { mon: ['12:00', '18:00'], fri: ['12:00', '16:00', '18:00'], sat: ['09:00'] },
      channels: ['email'],
      onlyWhenSomething: true,
    },
    quietHours: { from: '20:00', until: '08:00', urgentExempt: true },
    acknowledgeMinutes: 10,
  })
})

test('what is left out is as if nothing had been said', () => {
  const { carries, ...choices } = executiveChoicesSchema.parse({})
  expect(choicesFileSchema.parse({})).toEqual(choices)
  expect(choicesFileSchema.parse({ digest: { channels: ['email'] } })).toEqual(choices)
})

test('a word switches digests and repeating off', () => {
  const choices = choicesFileSchema.parse({ digest: { times: 'none' }, acknowledgeMinutes: 'never' })
  expect(choices).toMatchObject({ digest: { times: {} }, acknowledgeMinutes: null })
})

test('choices are printed with as few days and words as say the same', () => {
  const choices = choicesFileSchema.parse({
    digest: { times: { mon: ['18:00'], tue: ['18:00'], wed: ['18:00'], sat: ['09:00'], sun: [] } },
    quietHours: { from: '20:00', until: '08:00', urgentExempt: false },
    acknowledgeMinutes: 'never',
  })
  const printed = printChoices({ ...choices, carries: 'who' })
  expect(printed).toMatchObject({
    digest: { times: { 'mon-wed': ['18:00'], sat: ['09:00'] } },
    quietHours: { from: '20:00', until: '08:00', urgentExempt: false },
    acknowledgeMinutes: 'never',
  })
  expect(choicesFileSchema.parse(printed)).toEqual({ ...choices, carries: 'who' })
})

test.each([
  [{ digest: { times: { 'mon-fry': ['12:00'] } } }, 'digest.times.mon-fry', 'expected days such as mon-fri'],
  [{ digest: { times: { mon: ['12h'] } } }, 'digest.times.mon.0', 'expected a time of day such as 08:30'],
  [{ digest: { times: { mon: '12:00' } } }, 'digest.times.mon', 'expected a list of times such as'],
  [
    { digest: { times: { mon: Array(7).fill('12:00') } } },
    'digest.times.mon',
    'expected at most 6 times a day',
  ],
  [{ digest: { chanels: ['email'] } }, 'digest.chanels', 'did you mean channels?'],
  [{ quietHours: 'la nuit' }, 'quietHours', 'expected hours such as 20:00-08:00'],
  [{ quietHours: '20:00-25:00' }, 'quietHours.until', 'expected a time of day'],
  [{ quietHours: '20:00-20:00' }, 'quietHours', 'expected hours that end at another time'],
  [{ quietHours: { form: '20:00', until: '08:00' } }, 'quietHours.form', 'did you mean from?'],
  [{ timeZone: 'CET' }, 'timeZone', 'expected an IANA name'],
  [{ acknowledgeMinutes: 'soon' }, 'acknowledgeMinutes', 'expected'],
])('%j is refused at %s', (choices, path, words) => {
  const found = expectedOf(choices).filter((issue) => issue.path.join('.') === path)
  expect(found.map(({ expected }) => expected).join()).toContain(words)
})
