import { recordAct } from '../../src/acts/record-act.ts'
import { bookAppointment } from '../../src/agenda/book-appointment.ts'
import { changeAppointment } from '../../src/agenda/change-appointment.ts'
import { fetchRecording } from '../../src/calls/fetch-recording.ts'
import { calls } from '../../src/calls/tables.ts'
import { clients, executives } from '../../src/clients/tables.ts'
import { newId } from '../../src/ids.ts'
import { packTrace } from '../../src/rules/pack-trace.ts'
import { weekdaySchema } from '../../src/rules/rule.ts'
import { texts } from '../../src/texts/tables.ts'
import { bookingOf, emptyAgenda, mandateFor, secretary, typeFor } from '../support/an-agenda.ts'
import { line, morel, number, slip } from '../support/delivery-rig.ts'
import type { LinkRig } from './link-rig.ts'

const decision = {
  ...{ action: { kind: 'discard' as const, how: 'busy' as const }, ruleKey: 'blocked' },
  ...{ ruleSetVersion: 1, trace: packTrace([]), facts: {} },
}
const minutes = (at: Date, count: number) => new Date(at.getTime() - count * 60_000)

/** A call that a rule turned away, so many minutes ago. */
export async function discardedCall(rig: LinkRig, ago: number, caller: string | null = '+33199009999') {
  const id = newId()
  const arrivedAt = minutes(rig.context.now(), ago)
  await rig.context.db.insert(calls).values({
    ...{ clientId: 1, id, callSid: `CA${id}`, line, arrivedAt, decision, degraded: false },
    ...{ callerKind: caller ? 'number' : 'withheld', caller, exchangeStatus: 'completed' },
    ...{ disposition: 'discarded' },
  })
  return id
}

export async function discardedText(rig: LinkRig, ago: number, body: string) {
  const id = newId()
  await rig.context.db.insert(texts).values({
    ...{ clientId: 1, id, messageSid: `SM${id}`, line, senderKind: 'number', sender: '+33199009999', body },
    ...{
      segments: 1,
      mediaCount: 0,
      receivedAt: minutes(rig.context.now(), ago),
      decision,
      disposition: 'discarded',
    },
  })
  return id
}

export async function forwardedCall(rig: LinkRig, ago: number) {
  const id = newId()
  await rig.context.db.insert(calls).values({
    ...{ clientId: 1, id, callSid: `CA${id}`, line, arrivedAt: minutes(rig.context.now(), ago), decision },
    ...{ callerKind: 'number', caller: '+33199002001', callerName: 'Me Petit', degraded: false },
    ...{
      exchangeStatus: 'completed',
      disposition: 'forwarded',
      dialledNumber: morel.mobile,
      talkSeconds: 250,
    },
  })
  return id
}

/** A morning at Cabinet Morel: an urgent message, a voicemail, a text, two calls turned away, one put through. */
export async function stageMorning(rig: LinkRig) {
  const now = rig.context.now()
  const { call, key } = await rig.voicemail()
  const received = (ago: number) => ({ receivedAt: minutes(now, ago) })
  const urgent = await rig.message(
    slip({
      ...{ kind: 'text', urgency: 'urgent', callerName: 'M. Blanc', callerNumber: '+33199002002' },
      ...{ body: 'Audience avancée à 14 h, merci de me rappeler avant midi.', voicemailSeconds: null },
      ...received(40),
    }),
  )
  const voicemail = await rig.message({ ...call, ...received(95) })
  await fetchRecording(rig.context, key)
  const missed = await rig.message(
    slip({
      kind: 'missedCall',
      callerName: null,
      callerNumber: '+33199002003',
      voicemailSeconds: null,
      ...received(150),
    }),
  )
  const digest = await rig.digest([
    { number: 3, kind: 'urgent', messageId: urgent },
    { number: 4, kind: 'message', messageId: voicemail },
    { number: 5, kind: 'missedCall', messageId: missed },
  ])
  const discarded = await discardedCall(rig, 60)
  const text = await discardedText(rig, 30, 'Gagnez un iPhone sur http://promo.example/gain')
  await forwardedCall(rig, 100)
  await rig.context.db.transaction((tx) =>
    recordAct(tx, {
      ...{ clientId: 1, actor: { kind: 'secretary', id: newId() }, verb: 'message.acknowledged' },
      ...{ subject: { kind: 'message', id: missed }, before: null, after: null, at: minutes(now, 20) },
    }),
  )
  return { urgent, voicemail, missed, digest, discarded, text }
}

export const setLanguage = (rig: LinkRig, language: 'fr' | 'en') =>
  rig.context.db.update(executives).set({ language })

export const setPhrase = (rig: LinkRig, awayPhrase: string | null) =>
  rig.context.db.update(clients).set({ awayPhrase })

/** Two appointments that wait for Me Morel, two that stand, and one of those moved; answers the first's id. */
export async function stageAgenda(rig: LinkRig): Promise<string> {
  const { db, now } = rig.context
  await emptyAgenda(db)
  const workingHours = [{ days: [...weekdaySchema.options], from: '09:00', to: '18:00' }]
  await db.update(executives).set({ workingHours })
  const type = await typeFor(db, { clientId: 1 }, { name: 'Premier rendez-vous', stepMinutes: 30 })
  const caller = { name: 'M. Blanc', number: number('+33199002020'), email: null, contactId: null }
  const book = async (inDays: number, hour: number, name: string) => {
    const startsAt = new Date(now().getTime() + inDays * 86_400_000 + hour * 3_600_000)
    const booking = bookingOf(
      { clientId: 1, id: morel.id },
      {
        ...{ typeId: type.id, startsAt, caller: { ...caller, name, language: 'fr' as const } },
        details: [{ question: 'Quel est l’objet du rendez-vous ?', answer: 'Bail commercial, 12 rue Haute' }],
        note: 'Apporte le bail et l’avenant.',
      },
    )
    const booked = await db.transaction((tx) => bookAppointment(tx, booking, secretary(now()), now()))
    if (booked.kind !== 'booked') throw new Error(booked.kind)
    return booked.appointment.id
  }
  const first = await book(3, 4, 'M. Blanc')
  await book(35, 0, 'Mme Noir-Dupont de la Tour')
  await mandateFor(db, { clientId: 1 }, { key: 'premiers' })
  await book(4, 1, 'Mme Bois')
  const moved = await book(4, 2, 'M. Étienne')
  const move = { step: 'move', startsAt: new Date(now().getTime() + 6 * 86_400_000 + 3_600_000) } as const
  await db.transaction((tx) =>
    changeAppointment(tx, { clientId: 1, appointmentId: moved }, move, secretary(now()), now()),
  )
  return first
}
