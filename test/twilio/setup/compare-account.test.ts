import { expect, test } from 'vitest'
import type { AccountNumber, ExchangeAccount } from '../../../src/twilio/setup/account.ts'
import {
  compareAccount,
  type Expected,
  isMendedByApply,
  isOnlyAdvice,
} from '../../../src/twilio/setup/compare-account.ts'
import { describeFinding } from '../../../src/twilio/setup/describe-finding.ts'
import { wantedApplication, wantedNumber } from '../../../src/twilio/setup/wanted.ts'

const publicUrl = 'https://permanence.example.fr'
const blank = {
  ...{ voiceUrl: '', voiceMethod: 'POST', voiceFallbackUrl: '', voiceFallbackMethod: 'POST' },
  ...{ statusCallback: '', statusCallbackMethod: 'POST' },
  ...{ smsUrl: '', smsMethod: 'POST', smsFallbackUrl: '', smsFallbackMethod: 'POST' },
  ...{ voiceApplicationSid: '', smsApplicationSid: '', trunkSid: '' },
}
const appSid = `AP${'1'.repeat(32)}`

const morel: AccountNumber = {
  sid: 'PN1',
  number: '+33199001001',
  speaks: true,
  texts: true,
  fields: { ...wantedNumber({ fields: blank }, publicUrl), voiceFallbackUrl: 'https://bin.example.com/a' },
}
const account: ExchangeAccount = {
  status: 'active',
  isTrial: false,
  numbers: [morel],
  applications: [{ sid: appSid, name: 'ours', fields: wantedApplication(null, publicUrl) }],
}
const expected: Expected = {
  publicUrl,
  isOverInternet: true,
  lines: [{ number: '+33199001001', client: 'Cabinet Morel & Associés', takesTexts: true }],
  appSid,
  apiKeySid: 'SK1',
}

const kindsOf = (changes: Partial<ExchangeAccount>, wanted: Partial<Expected> = {}) =>
  compareAccount({ ...account, ...changes }, { ...expected, ...wanted }).map(({ kind }) => kind)

test('an account that is as it should be gives nothing to do', () => {
  expect(kindsOf({})).toEqual([])
})

test('each address that differs is named with what stands there and what should', () => {
  const fields = { ...morel.fields, smsUrl: 'https://demo.example.com/welcome', trunkSid: 'TK1' }
  const [finding, ...others] = compareAccount({ ...account, numbers: [{ ...morel, fields }] }, expected)
  expect(others).toEqual([])
  expect(finding && describeFinding(finding)).toBe(
    `+33199001001 (PN1):
    smsUrl: https://demo.example.com/welcome -> https://permanence.example.fr/twilio/sms
    trunkSid: TK1 -> nothing`,
  )
})

test('a fallback on another machine is kept, one on our own is advised against', () => {
  const fields = { ...morel.fields, voiceFallbackUrl: '' }
  expect(kindsOf({ numbers: [{ ...morel, fields }] })).toEqual(['number', 'sameHost'])
  const set = wantedNumber({ fields }, publicUrl)
  expect(kindsOf({ numbers: [{ ...morel, fields: set }] })).toEqual(['sameHost'])
})

test('what a person has to mend is said and left alone', () => {
  const found = compareAccount(
    {
      status: 'suspended',
      isTrial: true,
      numbers: [
        { ...morel, speaks: false, texts: false },
        { ...morel, sid: 'PN2', number: '+33199001009' },
      ],
      applications: [],
    },
    {
      ...expected,
      publicUrl: 'http://localhost:3000',
      lines: [...expected.lines, { number: '+33199001002', client: 'Plomberie Durand', takesTexts: true }],
    },
  )
  const byPerson = found.filter((finding) => !isMendedByApply(finding) && !isOnlyAdvice(finding))
  expect(byPerson.map(({ kind }) => kind)).toEqual([
    ...['notActive', 'privateAddress', 'cannotSpeak', 'cannotText', 'missingNumber', 'unknownApplication'],
  ])
  expect(found.filter(isOnlyAdvice).map(({ kind }) => kind)).toEqual(['trial', 'unusedNumber'])
  for (const finding of found) expect(describeFinding(finding)).not.toBe('')
})

test('an application and a key are made where the settings name none, and found again by name', () => {
  const unset = { appSid: null, apiKeySid: null }
  expect(kindsOf({ applications: [] }, unset)).toEqual(['createApplication', 'createKey'])
  const [ours] = account.applications
  const named = ours ? [{ ...ours, name: 'Permanence' }] : []
  expect(kindsOf({ applications: named }, { appSid: null })).toEqual(['nameApplication'])
})

test('an exchange beside us needs no public address, and a line without texts no texts', () => {
  const wanted = { isOverInternet: false, publicUrl: 'http://127.0.0.1:3000' }
  const fields = wantedNumber(
    { fields: { ...blank, voiceFallbackUrl: 'https://bin.example.com/a' } },
    wanted.publicUrl,
  )
  const applications = [{ sid: appSid, name: 'ours', fields: wantedApplication(null, wanted.publicUrl) }]
  const numbers = [{ ...morel, texts: false, fields }]
  const lines = expected.lines.map((line) => ({ ...line, takesTexts: false }))
  expect(kindsOf({ numbers, applications }, { ...wanted, lines })).toEqual([])
})
