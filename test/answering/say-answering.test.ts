import { expect, test } from 'vitest'
import { answeringOf } from '../../src/answering/answering.ts'
import { type Answerers, sayAnswering } from '../../src/answering/say-answering.ts'

const nobody: Answerers = { regular: [], assigned: [], team: null, overflow: null }
const team = (name: string, further: number, members = further) => ({ name, further, members })
const all = {
  ...{ regular: ['Alice', 'Brigitte'], assigned: ['Claire'] },
  ...{ team: team('Juridique', 3), overflow: team('Accueil', 2) },
}
const say = (answerers: Partial<Answerers>, settings = {}, language: 'fr' | 'en' = 'fr') => {
  const said = sayAnswering(answeringOf(settings), { ...nobody, ...answerers }, language)
  return [said.sentence, ...said.notes].map((text) => text.replaceAll(/[\u00a0\u202f]/g, ' '))
}

test('what will happen to a caller is said group by group, up to the message he leaves', () => {
  expect(say(all)).toEqual([
    'Un appel sonne d’abord chez Alice et Brigitte ; après 12 s chez Claire ; après 24 s chez toute l’équipe Juridique ; après 36 s chez toute l’équipe Accueil ; après 60 s, l’appelant laisse un message.',
    'Un groupe dont personne n’est à son poste est passé sans attendre.',
    'En attendant, il peut taper 1 pour laisser un message, 2 pour être rappelé.',
  ])
  expect(say(all, { widenSeconds: 0, waitSeconds: 20, offersCallback: false }, 'en')).toEqual([
    'A call rings at once at Alice and Brigitte, Claire, the whole team Juridique, and the whole team Accueil; after 20 s the caller leaves a message.',
    'Meanwhile, 1 leaves a message.',
  ])
})

test('whom it never reaches, and a team that adds nobody, are told', () => {
  expect(say(all, { widenSeconds: 30 }).slice(0, 2)).toEqual([
    'Un appel sonne d’abord chez Alice et Brigitte ; après 30 s chez Claire ; après 60 s, l’appelant laisse un message.',
    'Ne sonnera jamais chez toute l’équipe Juridique : ce serait après 60 s, et l’attente finit à 60 s.',
  ])
  const vain = { ...all, team: team('Vide', 0), overflow: team('Connue', 0, 2) }
  expect(say(vain).slice(1, 3)).toEqual([
    'Il n’y a personne dans l’équipe Vide.',
    'L’équipe Connue n’ajoute personne : tous ses membres sonnent déjà plus tôt.',
  ])
  expect(say({})[0]).toMatch(/^Personne ne répond/)
})

test('many are a number', () => {
  expect(say({ regular: ['A', 'B', 'C', 'D', 'E', 'F', 'G'] })[0]).toMatch(/chez A, B, C, D et 3 autres/)
})
