import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { HostOptions } from '../../../src/clients/agency-folder/agency.ts'
import { checkAgency } from '../../../src/clients/agency-folder/check-agency.ts'
import { demoAgencyFolder } from '../../../src/clients/load-demo-agency.ts'
import { temporaryFolder } from './temporary-folder.ts'

const demo = { demo: true, hdsHost: null }
const now = new Date('2026-11-21T09:00:00Z')

async function problemsOf(files: Record<string, string | Uint8Array>, host: HostOptions = demo) {
  return (await checkAgency(await temporaryFolder(files), host, now)).problems
}

const client = (yaml: string, host?: HostOptions) =>
  problemsOf({ 'clients/morel.yaml': `name: Morel\n${yaml}` }, host)
const morel = 'executives:\n  - {key: morel, name: Me Morel, mobile: +33 1 99 00 11 01}\n'

test('the demo agency has no problem and no warning', async () => {
  expect(await checkAgency(demoAgencyFolder, demo, now)).toEqual({ problems: [], warnings: [], clients: 4 })
})

test('a wrong value is told with file, line, column, address, value and expectation', async () => {
  expect(await client('lines:\n  - number: "12"\n')).toEqual([
    'clients/morel.yaml:3:5 lines[0].number: "12" — a short number; expected a phone number such as +33 1 99 00 10 01',
  ])
})

test('every problem of every file is told at once', async () => {
  const problems = await problemsOf({
    'agency.yaml': 'secretaries:\n  - {key: alice, name: Alice, email: nobody}\n',
    'clients/morel.yaml': 'nam: Morel\nlanguage: de\n',
    'clients/durand.yaml': 'name: 12\nhealth: yes please\n',
  })
  expect(problems).toEqual([
    'agency.yaml:2:31 secretaries[0].email: "nobody" — expected one e-mail address such as alice@example.fr',
    'clients/durand.yaml:1:1 name: 12 — expected text (a number goes in quotes)',
    'clients/durand.yaml:2:1 health: "yes please" — expected true or false',
    'clients/morel.yaml:1:1 name: missing — expected text (a number goes in quotes)',
    'clients/morel.yaml:2:1 language: "de" — expected one of fr, en',
    expect.stringMatching(/^clients\/morel\.yaml:1:1 nam — unknown; did you mean name\?/),
  ])
})

test.each([
  [
    'lines:\n  - {numbr: "+33199001001"}',
    /numbr — unknown; did you mean number\? \(known here: key, number, rec/,
  ],
  [
    'rules:\n  - key: a\n    when: [{kind: caller, tag: vip}]\n    action: {kind: discard}',
    /tag — unknown; did you mean tags\?/,
  ],
  [
    'rules:\n  - key: a\n    when: [{kind: hourz}]\n    action: {kind: discard}',
    /expected one of caller, hours, windows/,
  ],
  [
    'rules:\n  - key: a\n    when: []\n    action: {kind: discard}',
    /rules\[0\]\.when — expected at least one condition/,
  ],
  ['default: {kind: discard}', /default\.kind: "discard" — expected one of forward, takeMessage/],
  ['opening: {mon-fry: 09:00-12:00}', /opening\.mon-fry: "09:00-12:00" — expected days such as mon-fri/],
  ['opening: {mon-fri: 9-12}', /opening\.mon-fri: "9-12" — expected times such as 09:00-12:00/],
  ['timeZone: CET', /timeZone: "CET" — .*expected an IANA name such as Europe\/Paris/],
  ['closures: [{from: 2026-02-30, to: 2026-03-01}]', /closures\[0\]\.from: "2026-02-30" — expected a date/],
  [
    'executives: [{key: a, name: A, choices: {timeZone: CET}}]',
    /choices\.timeZone: "CET" — .*expected an IANA name/,
  ],
  [
    'executives: [{key: a, name: A, choices: {digest: {times: {mon-fry: [12:00]}}}}]',
    /digest\.times\.mon-fry — expected days such as mon-fri/,
  ],
  [
    'lines: [{number: +33199001001, sender: "Cabinet Morel SARL"}]',
    /sender: .* — expected at most 11 letters/,
  ],
  [
    'mandates: [{key: a, secretary: may}]',
    /mandates\[0\]\.secretary: "may" — expected one of decides, asks, mustNot/,
  ],
  [
    'mandates: [{key: a, secretary: asks, appointmentTypes: [suivi]}]',
    /appointmentTypes\[0\]: "suivi" — expected an appointment type of this client, and none is listed/,
  ],
  [
    'mandates: [{key: a, secretary: asks, from: 2027-01-02, until: 2026-12-24}]',
    /mandates\[0\] — .*a mandate ends on or after the day it begins/,
  ],
  [
    'appointmentTypes: [{key: a, name: A, minutes: 0}]',
    /appointmentTypes\[0\]\.minutes: 0 — expected at least 5/,
  ],
  ['appointmentTypes: [{key: a, name: A, minutes: 2880}]', /minutes: 2880 — expected at most 720/],
  ['appointmentTypes: [{key: a, name: A, minutes: 30, executives: [b]}]', /"b" — expected an executive/],
  ['name: Encore', /not readable as YAML: a key for the second time/],
  ['instructions: [{key: a, body: x', /not readable as YAML/],
  ['greeting: un deux: trois', /not readable as YAML: text with a colon and a space in it/],
  ['voice: Polly.Nobody', /voice: "Polly.Nobody" — expected one of Polly/],
  [`greeting: ${'long '.repeat(200)}`, /greeting: .* — expected at most 500 characters/],
])('%j is refused in words', async (yaml, words) => {
  expect((await client(yaml)).join('\n')).toMatch(words)
})

test.each([
  [
    `${morel}lines: [{number: +33199001001, recipient: moral}]`,
    /expected the key of an executive: morel; did you mean/,
  ],
  ['lines: [{number: +33199001001}]', /expected an executive of this client, and none is listed/],
  [
    `${morel}reasons: [{key: a, name: A, recipient: roux, treatment: message}]`,
    /reasons\[0\]\.recipient: "roux"/,
  ],
  [`${morel}default: {kind: forward, to: roux}`, /morel\.yaml:4:1 .*roux/],
  [
    `${morel}  - {key: morel, name: Encore}`,
    /executives\[1\]\.key: "morel" — expected a key of its own; executives\[0\]/,
  ],
  [`${morel}lines: [{number: +33199001101}]\ndefault: {kind: forward, to: morel}`, /morel\.yaml:5:1/],
  [
    'emergencyNumber: +33199001001\nexecutives: [{key: a, name: A}]\nlines: [{number: +33199001001}]',
    /a line of ours/,
  ],
  ['executives: [{key: a, name: A, mobile: "+33 8 99 70 01 23"}]', /a premium-rate number/],
  [
    'executives: [{key: a, name: A, mobile: "+44 7911 123456"}]',
    /in a country that allowedCountries does not list/,
  ],
  ['executives: [{key: a, name: A, mobile: "+882 16 8888 8888"}]', /a satellite number/],
  ['executives: [{key: a, name: A, mobile: "112"}]', /an emergency number/],
  ['executives: [{key: a, name: A, mobile: "+33199008001"}]', /expected a mobile, or choices without sms/],
  [
    'health: true\nexecutives: [{key: a, name: A, choices: {carries: who}}]',
    /choices\.carries: "who" — expected link/,
  ],
  [
    'health: true\nexecutives: [{key: a, name: A}]\nlines: [{number: +33199001001, sender: OSTEO}]',
    /lines\[0\]\.sender: "OSTEO" — expected no sender/,
  ],
  [
    'executives:\n  - {key: a, name: A, choices: {quietHours: 17:00-08:00}}',
    /yaml:3:23 executives\[0\]\.choices\.digest\.times — expected no digest in her quiet hours 17:00-08:00; 18:00 is in them/,
  ],
  [
    'executives:\n  - key: a\n    name: A\n    choices:\n      digest: {times: {sat: [08:00]}}\n      quietHours: 20:00-09:00',
    /yaml:6:16 .*08:00 is in them/,
  ],
  [
    'health: true\nrecording: {purpose: quality}',
    /recording: "quality" — expected no recording: conversations of/,
  ],
  [
    'recording: {purpose: proof}',
    /recording\.purpose: "proof" — expected training or quality; recording as proof/,
  ],
  ['recording: {purpose: quality, share: 0}', /recording\.share: 0 — expected at least 1/],
  [
    'recording: {purpose: quality, share: 101, shareReason: tout}',
    /recording\.share: 101 — expected at most 100/,
  ],
  [
    'recording: {purpose: quality, share: 25}',
    /recording\.share: 25 — expected at most 10, or a shareReason/,
  ],
  [
    'recording: {purpose: quality, retentionDays: 181}',
    /recording\.retentionDays: 181 — expected at most 180/,
  ],
  ['recording: {share: 5}', /recording\.purpose: .*expected training or quality/],
  [
    'executives: [{key: a, name: A, email: a@x.fr, choices: {urgent: [sms]}}]',
    /choices\.urgent: "sms" — expected a mobile, or choices without sms/,
  ],
  [
    'executives: [{key: a, name: A, email: a@x.fr, choices: {digest: {channels: [sms, email]}}}]',
    /choices\.digest\.channels: "sms" — expected a mobile/,
  ],
  [
    'executives: [{key: a, name: A, mobile: "+33199008001", choices: {urgent: [email], ordinary: [email], digest: {channels: [sms]}}}]',
    /a landline gets no texts/,
  ],
])('%j is refused for what it means', async (yaml, words) => {
  expect((await client(yaml)).join('\n')).toMatch(words)
})

test('health data need a declared host outside demo mode', async () => {
  expect(await client('health: true', { demo: false, hdsHost: null })).toEqual([
    'clients/morel.yaml:2:1 health: true — expected the setting HDS_HOST to name a host certified for health data',
  ])
  expect(await client('health: true', { demo: false, hdsHost: 'Hébergeur' })).toEqual([])
  expect(await client('health: true', demo)).toEqual([])
})

test('telephone numbers may be written as people write them, without quotation marks', async () => {
  const numbers = ['+33 1 99 00 10 01', '+33199001002', '0199001003', '01.99.00.10.04', '0033199001005']
  const lines = numbers.map((number) => `  - {number: ${number}}`).join('\n')
  expect(await client(`${morel}lines:\n${lines}\n`)).toEqual([])
})

test('an executive whom no message can reach is a warning', async () => {
  const byMail = '  - {key: b, name: B, email: b@x.fr}\n'
  const yaml = `name: M\nexecutives:\n  - {key: a, name: A}\n${byMail}`
  const { problems, warnings } = await checkAgency(
    await temporaryFolder({ 'clients/m.yaml': yaml }),
    demo,
    now,
  )
  expect(problems).toEqual([])
  expect(warnings).toEqual([expect.stringMatching(/executives\[0\]: "a" — no message can reach her/)])
})

test('a line belongs to one client only', async () => {
  const file = (name: string) => `name: ${name}\n${morel}lines: [{number: +33199001001}]\n`
  expect(await problemsOf({ 'clients/a.yaml': file('A'), 'clients/b.yaml': file('B') })).toEqual([
    'clients/b.yaml:4:10 lines[0].number: "+33199001001" — a line of a; expected a to give it up in the same import',
  ])
})

test('a single file holds a whole agency', async () => {
  const folder = await temporaryFolder({
    'all.yaml': `secretaries: [{key: alice, name: Alice, email: a@x.fr}]
clients:
  morel:
    name: Morel
    contacts: [{key: petit, name: Me Petit, numbers: [+33199002001]}, {key: blanc, name: B, numbers: [+33199002001]}]
`,
  })
  expect((await checkAgency(join(folder, 'all.yaml'), demo, now)).problems).toEqual([
    'all.yaml:5:71 numbers: "+33199002001" — already in line 5; expected once per client',
  ])
})

test('contacts without a client, and a file whose name is no key, are slips', async () => {
  expect(
    await problemsOf({ 'clients/morel.yaml': 'name: M', 'contacts/moral.csv': 'key;name;numbers\n' }),
  ).toEqual(['contacts/moral.csv:1:1 no client has the key moral; did you mean morel?'])
  expect((await problemsOf({ 'clients/Cabinet Morel.yaml': 'name: M' })).join()).toMatch(
    /expected a file named by the key/,
  )
})

test('a file with a thousand problems shows a hundred', async () => {
  const lines = Array.from({ length: 1000 }, () => '  - {number: x}').join('\n')
  const problems = await client(`lines:\n${lines}\n`)
  expect(problems).toHaveLength(101)
  expect(problems.at(-1)).toBe('clients/morel.yaml: 900 more problems like these')
})

test('a nest of aliases is refused instead of filling the memory', async () => {
  const bomb = [
    'a: &a [x, x]',
    ...'bcdefghij'.split('').map((l, i) => `${l}: &${l} [${`*${'abcdefghij'[i]},`.repeat(20)}]`),
  ]
  await expect(client(bomb.join('\n'))).resolves.toEqual([expect.stringMatching(/not readable as YAML/)])
})
