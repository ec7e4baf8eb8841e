import type { Context } from '../context.ts'
import { type Language, t } from '../i18n/text.ts'
import type { SendResult } from '../twilio/gateway.ts'
import { addressLetter } from './address-letter.ts'
import { type Claim, claimDelivery, type Reachable } from './claim-delivery.ts'
import { closeDelivery } from './close-delivery.ts'
import { type DeliveryRef, enqueueDeliveries } from './enqueue-deliveries.ts'
import { findDestination } from './find-destination.ts'
import { heldUntil, holdDelivery } from './hold-delivery.ts'
import { type DeliveryKey, type Letter, loadLetter } from './queries.ts'
import { settleDelivery } from './settle-delivery.ts'
import { untilWritten } from './until-written.ts'

export type SendContext = Pick<
  Context,
  'config' | 'db' | 'gateway' | 'jobs' | 'live' | 'log' | 'mailer' | 'now'
>

/**
 * Sends one delivery if it is due, at most once however often it is called or killed: the row is claimed
 * before anything leaves, and only a definite refusal gives it back. A claim that nobody settles becomes
 * uncertain (`sweepDeliveries`), and the exchange is asked before anything is sent again.
 */
export async function sendDelivery(context: SendContext, key: DeliveryKey): Promise<void> {
  const letter = await loadLetter(context.db, key)
  if (letter?.delivery.state !== 'pending') return
  await tell(context, letter, await send(context, letter))
}

async function send(context: SendContext, letter: Letter): Promise<Outcome> {
  const destination = findDestination(letter, { demo: context.config.demo, now: context.now() })
  if (destination.channel === 'none')
    return context.db.transaction((tx) => closeDelivery(tx, letter, destination, context.now()))
  const until = heldUntil(letter, context.now())
  if (until) return context.db.transaction((tx) => holdDelivery(tx, letter, until))
  return sendTo(context, letter, destination)
}

/** What became of it, and what follows from that. */
export type Outcome = { readonly event: string; readonly deliveries: readonly DeliveryRef[] }

async function sendTo(context: SendContext, letter: Letter, to: Reachable): Promise<Outcome> {
  const claim = await context.db.transaction(async (tx) => {
    const taken = await claimDelivery(tx, context, letter, to)
    if (taken !== 'optedOut') return taken
    return closeDelivery(tx, letter, { failure: 'optedOut' }, context.now())
  })
  if (claim === 'taken') return { event: 'delivery.taken', deliveries: [] }
  if ('event' in claim) return claim
  const result = await hand(context, letter, to, claim)
  return untilWritten(() =>
    context.db.transaction((tx) => settleDelivery(tx, letter, to, claim, result, context.now())),
  )
}

async function hand(context: SendContext, letter: Letter, to: Reachable, claim: Claim): Promise<SendResult> {
  if (to.channel === 'sms')
    return context.gateway.sendText({
      from: to.from,
      to: to.to,
      body: claim.smsBody,
      statusCallback: urlOf(context, letter, 'sms-status', claim),
    })
  if (to.channel === 'call') return ring(context, letter, to, claim)
  const { name, language } = readerOf(letter)
  return context.mailer.send({
    fromName: letter.client.health ? t(language, 'mail.sender') : letter.client.name,
    to: { name, address: to.to },
    messageId: context.mailer.messageIdOf(letter.delivery.id),
    ...claim.mail(),
    ...addressLetter(letter, context),
  })
}

/** Who reads a mail, and in which language. */
function readerOf({ delivery, executive, brings }: Letter): { name: string; language: Language } {
  if (executive) return executive
  if (brings.kind !== 'appointment') throw new Error(`delivery ${delivery.id} cannot go out by e-mail`)
  const { callerName, language } = brings.appointment
  return { name: callerName ?? '', language }
}

/** Shorter than most mobiles wait before their voicemail picks up. */
const ringSeconds = 20

const ring = (context: SendContext, letter: Letter, to: Rung, claim: Claim): Promise<SendResult> =>
  context.gateway.createCall({
    from: to.line,
    to: to.to,
    url: urlOf(context, letter, 'alert', claim),
    statusCallback: urlOf(context, letter, 'alert-status', claim),
    ringSeconds,
  })

type Rung = Extract<Reachable, { channel: 'call' }>
type Asked = 'sms-status' | 'alert' | 'alert-status'

function urlOf({ config }: SendContext, { delivery }: Letter, what: Asked, { attempt }: Claim): string {
  const { clientId, id } = delivery
  return `${config.publicUrl}/twilio/${what}/${clientId}/${id}?attempt=${attempt}`
}

/** After the commit: the log, the live pages, and the jobs of what was newly written. */
export async function tell(
  context: Pick<Context, 'jobs' | 'live' | 'log'>,
  { delivery: { clientId, id, channel } }: Letter,
  { event, deliveries }: Outcome,
): Promise<void> {
  context.log.info({ event, clientId, deliveryId: id, channel })
  context.live.changed([clientId])
  await enqueueDeliveries(context.jobs, deliveries)
}
