import { whyNotTold } from '../agenda/telling/due.ts'
import { isOutcomeOf } from '../callbacks/compose-outcome.ts'
import { isResting } from '../clients/resting.ts'
import { type EmailAddress, isEmailAddress } from '../email-address.ts'
import { canBeTexted, isPhoneNumber, type PhoneNumber, whyNotDiallable } from '../phone-number.ts'
import type { Failure } from './failures.ts'
import type { Letter } from './queries.ts'

/** `line` is the number of ours it goes out from, to which an opt-out is bound; `from` may be a name instead. */
export type Destination =
  | {
      readonly channel: 'sms'
      readonly line: PhoneNumber
      readonly from: string
      readonly to: PhoneNumber
    }
  | { readonly channel: 'call'; readonly line: PhoneNumber; readonly to: PhoneNumber }
  | { readonly channel: 'email'; readonly to: EmailAddress }
  | { readonly channel: 'none'; readonly failure: Failure }

/**
 * Where a delivery may go, by what we know before asking anybody; the first attempt fixes it. Callers of a client
 * whose service rests hear nothing more; its executives still get what was taken for them.
 */
export function findDestination(letter: Letter, { demo, now }: { demo: boolean; now: Date }): Destination {
  const { client, delivery, executive, brings } = letter
  if (brings.kind === 'message' && delivery.revision < brings.message.revision) return none('superseded')
  const whyNot = brings.kind === 'appointment' ? whyNotTold(brings, now) : null
  if (whyNot) return none(whyNot)
  if (brings.kind === 'callback' && !isOutcomeOf(brings, delivery)) return none('superseded')
  if ('notice' in brings && brings.notice.withdrawnAt) return none('withdrawn')
  if (!executive && isResting(client)) return none('resting')
  if (executive?.leftAt) return none('left')
  if (isInsisting(letter)) return none('withdrawn')
  if (delivery.channel !== 'email') return byTelephone(letter, delivery.channel, demo)
  const known = brings.kind === 'appointment' && !executive ? brings.notice.email : executive?.email
  const address = delivery.destination ?? known
  return address && isEmailAddress(address) ? { channel: 'email', to: address } : none('noAddress')
}

/** She is told again, or rung, only as long as nobody acknowledged. */
const isInsisting = ({ delivery: { channel, repeat }, brings }: Letter): boolean =>
  brings.kind === 'message' && brings.acknowledged && (channel === 'call' || repeat > 0)

function byTelephone(letter: Letter, channel: 'sms' | 'call', demo: boolean): Destination {
  const { delivery, client, line } = letter
  const known = channel === 'call' ? rungNumber(letter) : textedNumber(letter)
  const number = delivery.destination ?? known
  if (!number) return none('noAddress')
  if (!isPhoneNumber(number)) return none('invalidNumber')
  if (whyNotDiallable(number, client.allowedCountries)) return none('notAllowed')
  if (channel === 'sms' && !canBeTexted(number, { demo })) return none('notMobile')
  if (!line) return none('senderRefused')
  if (channel === 'call') return { channel, line: line.number, to: number }
  return { channel, line: line.number, from: line.sender ?? line.number, to: number }
}

const textedNumber = ({ brings, executive }: Letter) =>
  !executive && 'notice' in brings ? brings.notice.number : executive?.mobile

/** A number that waits is texted, but not rung. */
const rungNumber = (letter: Letter) => (letter.waiting ? letter.waiting.before : textedNumber(letter))

const none = (failure: Failure): Destination => ({ channel: 'none', failure })
