import { expect, test } from 'vitest'
import { countSegments } from '../../src/messages/sms-text.ts'
import { composeNotice, type NoticeFacts } from '../../src/notices/compose.ts'

const notice = (kind: NoticeFacts['kind'], changes: Partial<NoticeFacts> = {}) =>
  composeNotice({
    ...{ kind, language: 'fr', clientName: 'Plomberie Durand', health: false, executiveName: 'M. Durand' },
    ...changes,
  })

test('a caller reads whose secretariat writes, and what will happen', () => {
  expect(notice('passedOn')).toBe('Plomberie Durand : votre message a bien été transmis.')
  expect(notice('secretaryCalls')).toBe('Plomberie Durand : nous vous rappelons.')
  expect(notice('executiveCalls')).toBe('Plomberie Durand : M. Durand vous rappelle.')
  expect(notice('correction')).toContain("n'est plus prévu")
  expect(notice('executiveCalls', { language: 'en' })).toBe('Plomberie Durand: M. Durand will call you back.')
})

test('a caller of a health client reads the plain sentence and no name', () => {
  expect(notice('passedOn', { health: true })).toBe('Votre message a bien été transmis.')
  expect(notice('passedOn', { health: true, language: 'en' })).toBe('Your message has been passed on.')
})

test.each(['passedOn', 'secretaryCalls', 'executiveCalls', 'correction'] as const)(
  '%s is one segment for a name of any letters',
  (kind) => {
    const names = { clientName: 'Maçonnerie Le Guénolé & Sœurs “Bâtir”', executiveName: 'Mme Çelik-Ürgüp' }
    for (const language of ['fr', 'en'] as const)
      expect(countSegments(notice(kind, { ...names, language }))).toBe(1)
  },
)
