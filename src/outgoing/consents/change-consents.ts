import { and, eq, isNull } from 'drizzle-orm'
import { recordAct } from '../../acts/record-act.ts'
import { type ContactKey, findContact } from '../../clients/contacts/find-contact.ts'
import type { Context } from '../../context.ts'
import type { Transaction } from '../../db/db.ts'
import { AppError } from '../../errors.ts'
import { newId } from '../../ids.ts'
import type { Scope } from '../../scope.ts'
import { businessContacts, contactConsents } from '../tables.ts'

type Needs = Pick<Context, 'db' | 'now'>

/** `givenOn`: a date such as 2026-11-22. */
export type Consent = { readonly givenBy: string; readonly givenOn: string; readonly how: string }

/** He said that he may be rung to be offered something. */
export const noteConsent = (context: Needs, scope: Scope, key: ContactKey, consent: Consent): Promise<void> =>
  change(context, scope, key, 'contact.consentNoted', async (tx, at) => {
    const noted = { id: newId(), notedById: scope.actor.id, notedAt: at }
    await tx.insert(contactConsents).values({ ...key, ...consent, ...noted })
    return consent
  })

/** He said so no more, to whichever of those written down; it stays as a proof of the past. */
export const withdrawConsent = (
  context: Needs,
  scope: Scope,
  key: ContactKey,
  consentId: string,
): Promise<void> =>
  change(context, scope, key, 'contact.consentWithdrawn', async (tx, at) => {
    const ofContact = and(
      eq(contactConsents.clientId, key.clientId),
      eq(contactConsents.contactId, key.contactId),
    )
    const withdrawn = await tx
      .update(contactConsents)
      .set({ withdrawnAt: at, withdrawnById: scope.actor.id })
      .where(and(ofContact, eq(contactConsents.id, consentId), isNull(contactConsents.withdrawnAt)))
      .returning({ id: contactConsents.id })
    return withdrawn.length > 0 ? { consentId } : null
  })

export const markBusiness = (context: Needs, scope: Scope, key: ContactKey): Promise<void> =>
  change(context, scope, key, 'contact.markedBusiness', async (tx, notedAt) => {
    const marked = await tx
      .insert(businessContacts)
      .values({ ...key, notedById: scope.actor.id, notedAt })
      .onConflictDoNothing()
      .returning({ contactId: businessContacts.contactId })
    return marked.length > 0 ? { isBusiness: true } : null
  })

export const markPerson = (context: Needs, scope: Scope, key: ContactKey): Promise<void> =>
  change(context, scope, key, 'contact.markedPerson', async (tx) => {
    const isIt = and(
      eq(businessContacts.clientId, key.clientId),
      eq(businessContacts.contactId, key.contactId),
    )
    const marked = await tx.delete(businessContacts).where(isIt).returning()
    return marked.length > 0 ? { isBusiness: false } : null
  })

/** `write` answers what is so after it, or null where it was already: then there is no act. */
async function change(
  { db, now }: Needs,
  scope: Scope,
  key: ContactKey,
  verb: string,
  write: (tx: Transaction, at: Date) => Promise<object | null>,
): Promise<void> {
  const at = now()
  await db.transaction(async (tx) => {
    if (!(await findContact(tx, scope, key)))
      throw new AppError(404, 'notFound', 'a contact that is not there or not hers')
    const after = await write(tx, at)
    if (!after) return
    const subject = { kind: 'contact', id: key.contactId }
    await recordAct(tx, {
      clientId: key.clientId,
      actor: scope.actor,
      verb,
      subject,
      before: null,
      after,
      at,
    })
  })
}
