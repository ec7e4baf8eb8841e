import { and, eq, isNull } from 'drizzle-orm'
import { type Act, recordAct } from '../../acts/record-act.ts'
import { revokeFeed } from '../../agenda/feed/feed-address.ts'
import type { Context } from '../../context.ts'
import { isEmailAddress } from '../../email-address.ts'
import { html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { linkToken, linkUrl, makeLink } from '../../links/make-link.ts'
import { revokeLinks } from '../../links/revoke-links.ts'
import { clients, executives } from '../tables.ts'

type Renewing = { readonly clientId: number; readonly key: string; readonly actor: Act['actor'] }
type Needs = Pick<Context, 'config' | 'db' | 'mailer' | 'now'>

/**
 * Closes the links to an executive's own settings and availability, and mails her new ones: for a mail that went
 * astray, or a link that was revoked. The address of her calendar program closes with them; she makes a new one herself.
 * `noAddress` changes nothing; `notSent` leaves the old ones closed.
 */
export async function renewLinks(
  context: Needs,
  renewing: Renewing,
): Promise<'sent' | 'notSent' | 'noAddress' | 'unknown'> {
  const found = await findReader(context.db, renewing)
  if (!found) return 'unknown'
  const { executive, client } = found
  const { id, clientId, name, language, email } = executive
  if (!email || !isEmailAddress(email)) return 'noAddress'
  const renewal = executive.linksRenewed + 1
  const [settings, availability] = await renew(context, renewing, { clientId, id, renewal })
  const words = { client: client.name, settings, availability }
  const body = [t(language, 'reach.links.body', words), t(language, 'reach.links.keep')]
  const { kind } = await context.mailer.send({
    fromName: t(language, 'mail.sender'),
    to: { name, address: email },
    subject: t(language, 'reach.links.subject', words),
    text: `${[...body, settings, availability].join('\n\n')}\n`,
    html: html`${body.map((said) => html`<p>${said}</p>`)}
<p><a href="${settings}">${t(language, 'reach.links.settings')}</a></p>
<p><a href="${availability}">${t(language, 'reach.links.availability')}</a></p>`.toString(),
    messageId: context.mailer.messageIdOf(`links.${id}.${renewal}`),
  })
  return kind === 'sent' ? 'sent' : 'notSent'
}

async function findReader(db: Context['db'], { clientId, key }: Renewing) {
  const [found] = await db
    .select({ executive: executives, client: clients })
    .from(executives)
    .innerJoin(clients, eq(clients.clientId, executives.clientId))
    .where(and(eq(executives.clientId, clientId), eq(executives.key, key), isNull(executives.leftAt)))
  return found
}

type Renewed = { readonly clientId: number; readonly id: string; readonly renewal: number }

async function renew(
  { config, db, now }: Needs,
  { actor }: Renewing,
  { clientId, id, renewal }: Renewed,
): Promise<readonly [settings: string, availability: string]> {
  const at = now()
  const own = { clientId, subjectId: id, executiveId: id, renewal }
  return db.transaction(async (tx) => {
    await revokeLinks(tx, { clientId, subjectId: id }, at)
    await revokeFeed(tx, config, { clientId, executiveId: id }, { actor, now: at })
    await tx
      .update(executives)
      .set({ linksRenewed: renewal })
      .where(and(eq(executives.clientId, clientId), eq(executives.id, id)))
    const subject = { kind: 'executive', id }
    await recordAct(tx, { clientId, actor, verb: 'links.renewed', subject, before: null, after: null, at })
    const make = async (purpose: 'settings' | 'availability' | 'agenda') => {
      const token = linkToken(config, { ...own, purpose })
      await makeLink(tx, { ...own, purpose, token }, at)
      return linkUrl(config, clientId, token)
    }
    // Her settings lead to it.
    await make('agenda')
    return [await make('settings'), await make('availability')]
  })
}
