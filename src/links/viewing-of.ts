import { feedUrl } from '../agenda/feed/feed-address.ts'
import type { Context } from '../context.ts'
import type { Notice } from './choice-form.ts'
import type { Found } from './find-linked.ts'
import { linkToken, linkUrl } from './make-link.ts'
import { makeNonce } from './nonce.ts'
import { isWithinAgenda, type OpenedLink } from './open-link.ts'
import type { Viewing } from './page-parts.ts'

/** How she reads: in her language, on her clock, with a form that counts for a day. */
export function viewingOf(
  { config, now: clock }: Pick<Context, 'config' | 'now'>,
  link: OpenedLink,
  { executive, client, feedId }: Pick<Found, 'executive' | 'client'> & { readonly feedId?: string | null },
  notice: Notice | null = null,
): Viewing {
  const now = clock()
  const { clientId } = client
  const { id: executiveId, linksRenewed: renewal } = executive
  const own = (purpose: 'agenda' | 'callbacks') =>
    linkUrl(
      config,
      clientId,
      linkToken(config, { clientId, purpose, subjectId: executiveId, executiveId, renewal }),
    )
  return {
    language: executive.language,
    timeZone: executive.choices.timeZone ?? client.hours.timeZone,
    now,
    nonce: makeNonce(config, link, now),
    token: link.token,
    notice,
    backTo: isWithinAgenda(link) ? `../../${link.token}` : null,
    feedUrl: feedId ? feedUrl(config, { clientId, executiveId }, feedId) : null,
    agendaUrl: own('agenda'),
    callbacksUrl: own('callbacks'),
  }
}
