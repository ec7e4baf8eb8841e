import { answerAppointment } from './answer-appointment.ts'
import { answerAvailability } from './answer-availability.ts'
import { answerCallbacks } from './answer-callbacks.ts'
import { answerDigest } from './answer-digest.ts'
import { answerMessage } from './answer-message.ts'
import { answerNumber } from './answer-number.ts'
import { answerSettings } from './answer-settings.ts'
import { type ChoiceForm, refuse, type Taken } from './choice-form.ts'
import type { Found } from './find-linked.ts'
import { isNonce } from './nonce.ts'
import type { OpenedLink } from './open-link.ts'
import type { NotTaken } from './pages.ts'
import type { LinkContext } from './routes.ts'
import { readEntered } from './settings-form.ts'

type Posted = { readonly form: ChoiceForm; readonly body: unknown }

/**
 * Does what she pressed, if a page of this link was given out for it. What is done, and to what, follows from the
 * link; what she entered goes back onto the page where it cannot be taken.
 */
export async function takeChoice(
  context: LinkContext,
  link: OpenedLink,
  found: Found,
  { form, body }: Posted,
): Promise<Taken & { readonly notTaken?: NotTaken }> {
  const isOurs = isNonce(context.config, link, form.nonce, context.now())
  const stale = refuse(403, 'stale')
  switch (found.purpose) {
    case 'message':
      return isOurs ? answerMessage(context, link, found, form) : stale
    case 'digest':
      return isOurs ? answerDigest(context, link, found, form) : stale
    case 'appointment': {
      const { id: appointmentId } = found.appointment
      return isOurs ? answerAppointment(context, link, { appointmentId }, form) : stale
    }
    // Its forms go to the page of each appointment.
    case 'agenda':
      return refuse(422, 'choose')
    case 'callbacks': {
      const taken = isOurs ? await answerCallbacks(context, link, found, { form, body }) : stale
      return 'wrongOrder' in taken && taken.wrongOrder
        ? { ...taken, notTaken: { order: taken.wrongOrder } }
        : taken
    }
    case 'availability': {
      const taken = isOurs ? await answerAvailability(context, link, found, form) : stale
      const wrong = 'wrongMoment' in taken && taken.wrongMoment
      return wrong ? { ...taken, notTaken: { moment: { until: form.until, wrong } } } : taken
    }
    case 'settings': {
      const taken = isOurs ? await answerSettings(context, link, found, { form, body }) : stale
      const problems = 'problems' in taken && taken.problems ? taken.problems : new Map()
      return form.choice === 'save'
        ? { ...taken, notTaken: { settings: { entered: readEntered(body), problems } } }
        : taken
    }
    case 'number':
      return isOurs ? answerNumber(context, link, found, form) : stale
    default:
      return found satisfies never
  }
}
