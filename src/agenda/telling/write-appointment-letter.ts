import { and, asc, eq, isNull } from 'drizzle-orm'
import { closeNumber, giveNumbers } from '../../answers/line-number.ts'
import { executives } from '../../clients/tables.ts'
import type { Config } from '../../config.ts'
import type { Transaction } from '../../db/db.ts'
import type { Letter } from '../../deliveries/queries.ts'
import type { Written } from '../../deliveries/write-letter.ts'
import { linkToken, linkUrl } from '../../links/make-link.ts'
import type { Appointment } from '../appointment.ts'
import { invitationMail } from '../invitations/invitation-mail.ts'
import { isStanding } from '../states.ts'
import { appointments } from '../tables.ts'
import { callerLinkOf, callerLinkUrl, executiveLinkOf } from './appointment-links.ts'
import { type CallerFacts, composeCallerMail, composeCallerSms } from './compose-caller.ts'
import { composeExecutiveMail, composeExecutiveSms, type ExecutiveFacts } from './compose-executive.ts'
import type { Notice } from './join-notice.ts'
import { appointmentNotices } from './tables.ts'
import type { CallerKind, ExecutiveKind, ToldAppointment } from './told-appointment.ts'

type AppointmentLetter = Letter & {
  readonly notice: Notice
  readonly appointment: Appointment
  readonly together: boolean
}
type Writing = {
  readonly config: Pick<Config, 'mail' | 'publicUrl' | 'sessionSecret'>
  readonly now: Date
}

/** What a notice of an appointment says, by its channel. */
export async function writeAppointmentLetter(
  tx: Transaction,
  letter: AppointmentLetter,
  writing: Writing,
): Promise<Written> {
  const { kind } = letter.notice
  switch (kind) {
    case 'invitation':
    case 'invitationCancelled': {
      const executive = recipientOf(letter)
      const link = executiveUrl({ ...letter, executive }, writing)
      return {
        sms: () => noText(letter),
        mail: () => invitationMail({ ...letter, executive, link }, writing),
      }
    }
    case 'question':
    case 'news': {
      const facts = await executiveFacts(tx, letter, kind, writing)
      return { sms: () => composeExecutiveSms(facts), mail: () => composeExecutiveMail(facts) }
    }
    default: {
      const facts = await callerFacts(tx, letter, kind, writing)
      return { sms: () => composeCallerSms(facts), mail: () => composeCallerMail(facts) }
    }
  }
}

type Hers = Pick<AppointmentLetter, 'appointment' | 'together'> & {
  readonly executive: NonNullable<Letter['executive']>
}

function executiveUrl(letter: Hers, { config }: Writing): string {
  const subject = executiveLinkOf(letter)
  return linkUrl(config, subject.clientId, linkToken(config, subject))
}

function recipientOf({ delivery, executive }: Letter): NonNullable<Letter['executive']> {
  if (!executive) throw new Error(`delivery ${delivery.id} of kind ${delivery.kind} is for nobody`)
  return executive
}

const noText = ({ delivery }: Letter): never => {
  throw new Error(`delivery ${delivery.id} of kind ${delivery.kind} has no text`)
}

type Together = { readonly notice: Notice; readonly appointment: Appointment }

/** The appointments that it tells of, in their order. */
async function findTogether(
  tx: Transaction,
  { notice, appointment }: AppointmentLetter,
): Promise<[Together, ...Together[]]> {
  const others = await tx
    .select({ notice: appointmentNotices, appointment: appointments })
    .from(appointmentNotices)
    .innerJoin(
      appointments,
      and(
        eq(appointments.clientId, appointmentNotices.clientId),
        eq(appointments.id, appointmentNotices.appointmentId),
      ),
    )
    .where(
      and(
        ...[eq(appointmentNotices.clientId, notice.clientId), eq(appointmentNotices.toldWith, notice.id)],
        ...[isNull(appointmentNotices.withdrawnAt), eq(appointments.sequence, appointmentNotices.sequence)],
      ),
    )
    .orderBy(asc(appointments.startsAt))
  const [first = { notice, appointment }, ...rest] = [{ notice, appointment }, ...others].toSorted(
    (a, b) => a.appointment.startsAt.getTime() - b.appointment.startsAt.getTime(),
  )
  return [first, ...rest]
}

const shown = ({ notice, appointment }: Together): ToldAppointment => ({
  ...appointment,
  formerStartsAt: notice.former && new Date(notice.former.startsAt),
})

async function callerFacts(
  tx: Transaction,
  letter: AppointmentLetter,
  kind: CallerKind,
  { config }: Writing,
): Promise<CallerFacts> {
  const { client, appointment } = letter
  const { clientId, executiveId, language, timeZone } = appointment
  const [first, ...rest] = await findTogether(tx, letter)
  const subject = callerLinkOf(letter)
  const [executive] = await tx
    .select({ name: executives.name })
    .from(executives)
    .where(and(eq(executives.clientId, clientId), eq(executives.id, executiveId)))
  return {
    ...{ kind, language, timeZone, clientName: client.name, health: client.health },
    link: subject && callerLinkUrl(config, subject),
    until: kind === 'offer' ? appointment.reservedUntil : null,
    executiveName: executive?.name ?? '',
    told: [shown(first), ...rest.map(shown)],
  }
}

async function executiveFacts(
  tx: Transaction,
  letter: AppointmentLetter,
  kind: ExecutiveKind,
  writing: Writing,
): Promise<ExecutiveFacts> {
  const { client } = letter
  const executive = recipientOf(letter)
  const { language, choices } = executive
  const [first, ...rest] = await findTogether(tx, letter)
  const numbers = await numbersFor(tx, letter, [first, ...rest], writing)
  const numbered = (one: Together) => ({ ...shown(one), number: numbers.get(one.appointment.id) ?? null })
  return {
    ...{ kind, language, clientName: client.name, health: client.health, carries: choices.carries },
    ...{ timeZone: choices.timeZone ?? client.hours.timeZone },
    link: executiveUrl({ ...letter, executive }, writing),
    told: [numbered(first), ...rest.map(numbered)],
  }
}

/** What waits for no answer gets a number too, which is free at once but keeps its meaning until it is given again. */
async function numbersFor(
  tx: Transaction,
  letter: AppointmentLetter,
  together: readonly Together[],
  { config, now }: Writing,
): Promise<ReadonlyMap<string, number | null>> {
  const { line, client } = letter
  const isAnswerable = line?.receivesTexts === true && line.sender === null
  if (!isAnswerable && config.mail.replyDomain === null) return new Map()
  const executive = recipientOf(letter)
  const standing = together.filter(({ appointment }) => isStanding(appointment.state))
  const subjects = standing.map(({ appointment: { id } }) => ({ kind: 'appointment', id }) as const)
  const numbers = await giveNumbers(tx, executive, subjects, now)
  for (const { appointment } of standing)
    if (appointment.state !== 'proposed') {
      const subject = { kind: 'appointment', id: appointment.id } as const
      await closeNumber(tx, { clientId: client.clientId, executiveId: executive.id, subject }, now)
    }
  return new Map(standing.map(({ appointment }, at) => [appointment.id, numbers[at] ?? null]))
}
