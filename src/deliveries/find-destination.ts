import { type EmailAddress, isEmailAddress } from '../email-address.ts'
import { canBeTexted, isPhoneNumber, type PhoneNumber, whyNotDiallable } from '../phone-number.ts'
import type { Failure } from './failures.ts'
import type { Letter } from './queries.ts'

export type Destination =
  | { readonly channel: 'sms'; readonly from: PhoneNumber; readonly to: PhoneNumber }
  | { readonly channel: 'email'; readonly to: EmailAddress }
  | { readonly channel: 'none'; readonly failure: Failure }

type Facts = Pick<Letter, 'delivery' | 'message' | 'client' | 'executive' | 'line'>

/** Where a delivery may go, by what we know before asking anybody; the first attempt fixes it. */
export function findDestination(facts: Facts, demo: boolean): Destination {
  const { delivery, message, client, executive, line } = facts
  if (delivery.revision < message.revision) return none('superseded')
  if (executive.leftAt) return none('left')
  if (delivery.channel === 'email') {
    const address = delivery.destination ?? executive.email
    return address && isEmailAddress(address) ? { channel: 'email', to: address } : none('noAddress')
  }
  const number = delivery.destination ?? executive.mobile
  if (!number) return none('noAddress')
  if (!isPhoneNumber(number)) return none('invalidNumber')
  if (whyNotDiallable(number, client.allowedCountries)) return none('notAllowed')
  if (!canBeTexted(number, { demo })) return none('notMobile')
  return line ? { channel: 'sms', from: line, to: number } : none('senderRefused')
}

const none = (failure: Failure): Destination => ({ channel: 'none', failure })
