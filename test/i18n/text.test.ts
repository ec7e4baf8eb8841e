import { SegmentedMessage } from 'sms-segments-calculator'
import { expect, test } from 'vitest'
import { en } from '../../src/i18n/en.ts'
import { fr } from '../../src/i18n/fr.ts'
import { t } from '../../src/i18n/text.ts'

/** Every text in both languages, each parameter filled with its own name. */
const texts = Object.keys(fr).map((key) => ({ key, fr: filled(fr, key), en: filled(en, key) }))

test('English has the keys of French and no others', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort())
})

test.each(texts)('$key says something and takes the same parameters in both languages', (entry) => {
  expect(entry.fr.text).not.toBe('')
  expect(entry.en.text).not.toBe('')
  expect(entry.en.parameters).toEqual(entry.fr.parameters)
})

test('the compiler refuses an unknown key, a missing value and a wrong one', () => {
  // @ts-expect-error no such key
  expect(() => t('fr', 'voice.nothing')()).toThrow()
  // @ts-expect-error the text is missing
  expect(() => t('fr', 'sms.urgent')).toThrow()
  // @ts-expect-error `name` is not a parameter of this text
  expect(t('fr', 'sms.urgent', { name: 'Morel' })).toContain('undefined')
  expect(t('en', 'voice.whisperWithheld', { client: 'Morel' })).toContain('Morel')
})

test.each(texts.filter(({ key }) => key.startsWith('sms.')))(
  '$key stays inside GSM-7 in both languages',
  (entry) => {
    expect(new SegmentedMessage(entry.fr.text).encodingName).toBe('GSM-7')
    expect(new SegmentedMessage(entry.en.text).encodingName).toBe('GSM-7')
  },
)

test('French pages have their spaces and apostrophes, spoken and texted words stay plain', () => {
  expect(t('fr', 'mail.row', { label: 'Arrivé', value: "aujourd'hui" })).toBe('Arrivé\u00a0: aujourd’hui')
  expect(t('fr', 'mail.row', { label: 'A', value: '« Oui ! » ; et https://a.test/?b=c' })).toBe(
    'A\u00a0: «\u00a0Oui\u202f!\u00a0»\u202f; et https://a.test/?b=c',
  )
  expect(t('fr', 'sms.fromName', { what: 'SMS', name: 'Anne' })).toBe("SMS d'Anne")
  expect(t('en', 'mail.row', { label: 'A', value: "it's" })).toBe("A: it's")
})

test('French elides before a vowel and counts zero as singular', () => {
  expect(t('fr', 'sms.fromName', { what: 'SMS', name: 'Me Petit' })).toBe('SMS de Me Petit')
  expect(t('fr', 'sms.fromName', { what: 'SMS', name: 'Élodie' })).toBe("SMS d'Élodie")
  expect([0, 1, 2].map((count) => t('fr', 'mail.seconds', { count }))).toEqual([
    '0 seconde',
    '1 seconde',
    '2 secondes',
  ])
  expect([0, 1, 2].map((count) => t('en', 'mail.seconds', { count }))).toEqual([
    '0 seconds',
    '1 second',
    '2 seconds',
  ])
})

test('a voice says titles and the ampersand in full', () => {
  expect(t('fr', 'voice.name', { name: 'Me Morel & Mme. Roux' })).toBe('Maître Morel et Madame Roux')
  expect(t('fr', 'voice.name', { name: 'M. Durand, Dr Blanc' })).toBe('Monsieur Durand, Docteur Blanc')
  expect(t('fr', 'voice.name', { name: 'Mercerie du Mée' })).toBe('Mercerie du Mée')
  expect(t('en', 'voice.name', { name: 'Morel & Associés' })).toBe('Morel and Associés')
})

function filled(dictionary: object, key: string): { text: string; parameters: string[] } {
  const entry: unknown = Reflect.get(dictionary, key)
  if (typeof entry !== 'function') return { text: String(entry), parameters: [] }
  const asked = new Set<string>()
  const values = (make: (name: string) => unknown) =>
    new Proxy({}, { get: (_, name) => asked.add(String(name)) && make(String(name)) })
  try {
    return { text: String(entry(values((name) => name))), parameters: [...asked].sort() }
  } catch {
    // It wants lists, of weekdays even, where it was given words.
    return { text: String(entry(values(() => ['mon']))), parameters: [...asked].sort() }
  }
}
