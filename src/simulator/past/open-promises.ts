import type { Wish } from '../../callbacks/promise-callback.ts'
import { isPhoneNumber } from '../../phone-number.ts'
import type { PastAgency } from './past-agency.ts'
import type { PastPromise } from './past-callbacks.ts'
import { after } from './past-fate.ts'

type Promised = {
  readonly client: string
  readonly number: string
  readonly name: string
  readonly why: string
  /** Who promised it, or the executive who asked for it on her page. */
  readonly by: { readonly secretary: string } | { readonly executive: string }
  readonly agoMinutes: number
  readonly dueInMinutes: number
  readonly taken?: true
  readonly urgent?: true
}

/** What is to be done today and tomorrow. */
const open: readonly Promised[] = [
  {
    ...{ client: 'durand', number: '+33199003102', name: 'Mme Lopez', urgent: true, agoMinutes: 8 },
    ...{
      why: 'Fuite signalée : dire quand Karim peut passer',
      by: { secretary: 'claire' },
      dueInMinutes: 12,
    },
  },
  {
    ...{ client: 'morel', number: '+33199002002', name: 'M. Blanc', agoMinutes: 55, dueInMinutes: 95 },
    ...{ why: 'Lui dire que le rendez-vous de jeudi est maintenu', by: { executive: 'morel' } },
  },
  {
    ...{ client: 'chauffage', number: '+33199003101', name: 'M. Weber', agoMinutes: 70, dueInMinutes: 150 },
    ...{ why: "Fixer la date de l'entretien du bâtiment C", by: { secretary: 'benoit' }, taken: true },
  },
  {
    ...{ client: 'durand', number: '+33199003104', name: 'Mme Girard', agoMinutes: 130, dueInMinutes: 1500 },
    ...{ why: 'Demander les photos de la salle de bains', by: { executive: 'durand' } },
  },
  {
    ...{ client: 'lenoir', number: '+33199003302', name: 'M. Fontaine', agoMinutes: 200, dueInMinutes: 1560 },
    ...{ why: 'Rappeler si une place se libère', by: { secretary: 'alice' } },
  },
]

/** `relayAt`: what somebody has in hand for the next one was promised before. */
export function openPromises(
  agency: PastAgency,
  { now, relayAt }: { now: Date; relayAt: Date },
): PastPromise[] {
  return open.flatMap((promised) => {
    const { by, taken, agoMinutes, dueInMinutes } = promised
    const its = agency.clients.get(promised.client)
    const at = taken ? after(relayAt, -agoMinutes * 60) : after(now, -agoMinutes * 60)
    const person =
      'secretary' in by ? agency.secretaries.get(by.secretary) : its?.client.executives.get(by.executive)
    if (!its || !person || !isPhoneNumber(promised.number)) return []
    const { number, name, why, urgent, client } = promised
    const isHers = 'executive' in by
    const wish: Wish = {
      ...{
        clientId: its.client.clientId,
        number,
        name,
        why,
        contactId: its.contacts.get(number)?.id ?? null,
      },
      ...{ priority: urgent ? 'urgent' : 'ordinary', dueAt: after(now, dueInMinutes * 60) },
      ...{ key: `past:${client}:${number}`, source: isHers ? 'page' : 'desk' },
      ...(isHers ? { executiveId: person.id } : { secretaryId: person.id }),
    }
    const kind = 'role' in person ? person.role : 'executive'
    return [{ wish, actor: { kind, id: person.id }, at, takenById: taken ? person.id : null, attempts: [] }]
  })
}
