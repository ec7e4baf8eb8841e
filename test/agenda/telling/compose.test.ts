import { SegmentedMessage } from 'sms-segments-calculator'
import { expect, test } from 'vitest'
import {
  type CallerFacts,
  composeCallerMail,
  composeCallerSms,
} from '../../../src/agenda/telling/compose-caller.ts'
import {
  composeExecutiveMail,
  composeExecutiveSms,
  type ExecutiveFacts,
} from '../../../src/agenda/telling/compose-executive.ts'
import type { CallerKind, ToldAppointment } from '../../../src/agenda/telling/told-appointment.ts'
import { parsePhoneNumber } from '../../../src/phone-number.ts'

const at = (iso: string) => new Date(iso)
const thursday: ToldAppointment = {
  ...{ startsAt: at('2026-11-26T14:00:00Z'), state: 'confirmed', title: 'Premier rendez-vous' },
  ...{ venue: 'onSite', venueDetail: '12 rue de la Paix, 75002 Paris' },
  ...{
    callerName: 'M. Blanc',
    callerNumber: parsePhoneNumber('+33199002020'),
    endReason: null,
    formerStartsAt: null,
  },
}
const facts: CallerFacts = {
  ...{ kind: 'confirmed', language: 'fr', clientName: 'Cabinet Morel & Associés', health: false },
  ...{ executiveName: 'Me Morel', timeZone: 'Europe/Paris', told: [thursday] },
  link: 'https://exemple.fr/l/1/abcdefghijklmnopqrstuv',
  until: at('2026-11-25T16:00:00Z'),
}
const long = 'Société interprofessionnelle du çà et là « Œuvre » et associés – Marseille'
const kinds: CallerKind[] = ['noted', 'confirmed', 'moved', 'cancelled', 'declined', 'reminder', 'offer']

test.each(
  kinds.flatMap((kind) => [
    { kind, language: 'fr' as const },
    { kind, language: 'en' as const },
  ]),
)(
  '$kind in $language is GSM-7, of two segments at most, and ends with its whole link',
  ({ kind, language }) => {
    const names = { clientName: long, executiveName: long }
    const third = { ...thursday, venueDetail: long, formerStartsAt: at('2026-11-24T09:00:00Z') }
    for (const told of [[third], [third, third, third, third, third, third, third, third]] as const) {
      const text = composeCallerSms({ ...facts, ...names, kind, language, told: [third, ...told.slice(1)] })
      const sms = new SegmentedMessage(text)
      expect(sms.encodingName).toBe('GSM-7')
      expect(sms.segmentsCount).toBeLessThanOrEqual(2)
      expect(text.endsWith(`\n${facts.link}`)).toBe(true)
    }
  },
)

test('a caller reads who, when and where, and after a move both times', () => {
  const link = null
  expect(composeCallerSms({ ...facts, link })).toBe(
    'Cabinet Morel & Associés : votre RDV du jeudi 26/11 à 15h00 avec Me Morel est confirmé. 12 rue de la Paix, 75002 Paris.',
  )
  const moved = { ...thursday, venue: 'telephone' as const, formerStartsAt: at('2026-11-24T09:00:00Z') }
  expect(composeCallerSms({ ...facts, link, kind: 'moved', told: [moved], language: 'en' })).toBe(
    'Cabinet Morel & Associés: your appointment on Tuesday 24/11 at 10:00 with Me Morel is moved to Thursday 26/11 at 15:00. We will ring you.',
  )
  const asked = { ...moved, state: 'proposed' as const }
  expect(composeCallerSms({ ...facts, link, kind: 'moved', told: [asked] })).toContain('serait déplacé au')
  const elsewhere = { ...thursday, formerStartsAt: thursday.startsAt }
  expect(composeCallerSms({ ...facts, link, kind: 'moved', told: [elsewhere] })).toContain('du nouveau')
})

test('to a caller of a health client nothing says where, with whom or why', () => {
  const health: CallerFacts = { ...facts, health: true, kind: 'reminder' }
  const mail = composeCallerMail(health)
  for (const said of [composeCallerSms(health), mail.subject, mail.text, mail.html])
    expect(said).not.toMatch(/Morel|Premier|Paix/)
  expect(composeCallerSms({ ...health, link: null })).toBe('Rappel de votre RDV du jeudi 26/11 à 15h00.')
})

test('a mail says the same with its place and both times', () => {
  const told = { ...thursday, formerStartsAt: at('2026-11-24T09:00:00Z') }
  const { subject, text } = composeCallerMail({ ...facts, kind: 'moved', told: [told] })
  expect(subject).toContain('26 novembre 2026')
  expect(text).toContain('24 novembre 2026')
  expect(text).toContain('12 rue de la Paix')
  expect(text).toContain(facts.link ?? '')
})

const hers: ExecutiveFacts = {
  ...{ kind: 'question', language: 'fr', clientName: 'Cabinet Morel & Associés', health: false },
  ...{ carries: 'everything', timeZone: 'Europe/Paris', link: null },
  told: [{ ...thursday, state: 'proposed', number: 4 }],
}

test('she reads the number first, and learns no more than she wants texts to carry', () => {
  expect(composeExecutiveSms(hers)).toBe(
    'Cabinet Morel & Associés\n4. RDV jeudi 26/11 à 15h00, M. Blanc (Premier rendez-vous)\nRépondez 4 oui ou 4 non.',
  )
  expect(composeExecutiveSms({ ...hers, carries: 'who' })).toContain('15h00, M. Blanc\n')
  expect(composeExecutiveSms({ ...hers, carries: 'link' })).not.toContain('Blanc')
  expect(composeExecutiveSms({ ...hers, health: true })).not.toMatch(/Morel|Blanc|Premier/)
  const gone = { ...hers.told[0], state: 'cancelled' as const, number: null, endReason: 'grippe' }
  const news: ExecutiveFacts = { ...hers, kind: 'news', told: [gone] }
  expect(composeExecutiveSms(news)).toContain('RDV annulé jeudi 26/11')
  expect(composeExecutiveMail(news).text).toContain('grippe')
  expect(composeExecutiveMail({ ...news, health: true }).text).not.toContain('grippe')
})

test('many at once stay within three segments, and she can still answer', () => {
  const many = Array.from({ length: 12 }, (_, week) => ({
    ...{ ...hers.told[0], number: week + 1 },
    startsAt: new Date(thursday.startsAt.getTime() + week * 7 * 86_400_000),
  }))
  const text = composeExecutiveSms({ ...hers, told: [hers.told[0], ...many] })
  expect(new SegmentedMessage(text).segmentsCount).toBeLessThanOrEqual(3)
  expect(text).toContain('Répondez 4 oui ou 4 non.')
})
