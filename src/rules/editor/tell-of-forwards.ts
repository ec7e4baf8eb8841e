import { recordAct } from '../../acts/record-act.ts'
import type { ClientDefinition, ExecutiveDefinition } from '../../clients/agency-folder/definition.ts'
import type { Context } from '../../context.ts'
import { isEmailAddress } from '../../email-address.ts'
import { html } from '../../html.ts'
import { t } from '../../i18n/text.ts'
import { idFrom } from '../../ids.ts'
import type { OutgoingMail } from '../../mailer.ts'
import { formatNational } from '../../phone-number.ts'
import { closeTask } from '../../tasks/close-task.ts'
import type { NewTask } from '../../tasks/open-task.ts'

/** Executives to whom a version of the rules puts calls through for the first time. */
export type NewForwards = {
  readonly clientId: number
  readonly version: number
  readonly keys: readonly string[]
}

/** Open until the executives have been told. */
export const forwardUntold = ({ clientId, version, keys }: NewForwards) =>
  ({
    clientId,
    audience: 'supervisor',
    kind: 'forwardUntold',
    key: String(version),
    details: { version, executives: keys.join(' ') },
  }) satisfies NewTask

/**
 * Tells every executive of the client by mail that calls are now put through to a number they were not put through
 * to before: a stolen account must not send calls elsewhere unseen. What cannot be sent now is left to a person.
 */
export async function tellOfForwards(
  context: Pick<Context, 'config' | 'db' | 'live' | 'log' | 'mailer' | 'now'>,
  client: ClientDefinition,
  forwards: NewForwards,
): Promise<void> {
  const { clientId, version } = forwards
  const told: string[] = []
  let failed = 0
  for (const executive of client.executives) {
    const mail = mailTo(executive, client, forwards, context.mailer)
    if (!mail) continue
    const result = await context.mailer.send(mail)
    if (result.kind === 'sent') told.push(executive.key)
    else failed++
  }
  context.log.info({ event: 'forward.told', clientId, version, told: told.length, failed })
  if (failed > 0 || told.length === 0) return
  const now = context.now()
  await context.db.transaction(async (tx) => {
    await closeTask(tx, forwardUntold(forwards), now)
    const subject = { kind: 'ruleSet', id: String(version) }
    const actor = { kind: 'software', id: null } as const
    await recordAct(tx, {
      clientId,
      actor,
      verb: 'forward.told',
      subject,
      before: null,
      after: { told },
      at: now,
    })
  })
  context.live.changed([clientId])
}

function mailTo(
  { key, name, language, email }: ExecutiveDefinition,
  { settings, executives }: ClientDefinition,
  { clientId, version, keys }: NewForwards,
  mailer: Context['mailer'],
): OutgoingMail | null {
  if (!email || !isEmailAddress(email)) return null
  const targets = executives
    .filter((one) => keys.includes(one.key))
    .map((one) => `${one.name} (${one.mobile ? formatNational(one.mobile) : '?'})`)
  const body = t(language, 'editor.mail.body', { client: settings.name, targets })
  const why = t(language, 'editor.mail.why')
  return {
    fromName: t(language, 'mail.sender'),
    to: { name, address: email },
    subject: t(language, 'editor.mail.subject', { client: settings.name }),
    text: `${body}\n\n${why}\n`,
    html: html`<p>${body}</p><p>${why}</p>`.toString(),
    messageId: mailer.messageIdOf(idFrom('forwardTold', clientId, version, key)),
  }
}
