import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { calls } from '../../src/calls/tables.ts'
import { availabilities, executives } from '../../src/clients/tables.ts'
import { markMattered } from '../../src/messages/mark-mattered.ts'
import { type AgencyRig, officeHours, startAgencyRig } from '../support/agency-rig.ts'
import { callRow, concluded, lines, people, picksUp, slipOf, stranger, tasksOf, toldSlip } from './follow.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig()
})
afterAll(() => rig?.close())
beforeEach(() => {
  rig.clock.set(officeHours)
  for (const number of Object.values(people)) rig.exchange.telephone(number).behave({ kind: 'noAnswer' })
})

const speaks = { text: 'Bonjour, rappelez-moi', seconds: 9 }
const message = (from: string, to: string) => rig.exchange.call({ from, to, speaks }).finished
const ruleOf = (row: Awaited<ReturnType<typeof concluded>>) => row.decision.ruleKey
const phone = (number: string) => rig.exchange.telephone(number)
const mailsTo = (address: string) => rig.mailbox.mails.filter(({ to }) => to.includes(address))

describe('Cabinet Morel', () => {
  test('a telemarketer goes to the voicemail and is no spam: Me Morel is told', async () => {
    const row = await concluded(rig, await message('+33162001122', lines.morel))
    expect([ruleOf(row), row.disposition]).toEqual(['demarchage', 'voicemail'])
    expect((await toldSlip(rig, row.id)).slip.callerNumber).toBe('+33162001122')
  })

  test('the VIP is not put through to Me Morel while she is away, and leaves a message', async () => {
    const { db } = rig.context
    const [morel] = await db.select().from(executives).where(eq(executives.key, 'morel'))
    if (!morel) throw new Error('Me Morel is not there')
    const said = {
      clientId: morel.clientId,
      executiveId: morel.id,
      state: 'away',
      saidAt: new Date(),
    } as const
    await db.insert(availabilities).values({ ...said, until: new Date('2026-11-17T12:00:00Z') })
    const away = await concluded(rig, await message(people.petit, lines.morel))
    expect([ruleOf(away), away.disposition, away.dialledAt]).toEqual(['default', 'voicemail', null])
    rig.clock.set('2026-11-17T12:00:01Z')
    phone(people.morel).behave(picksUp)
    const back = await concluded(rig, await message(people.petit, lines.morel))
    expect([ruleOf(back), back.disposition]).toEqual(['vip', 'forwarded'])
    await db.delete(availabilities)
  })

  test('a contact of Me Roux leaves his message for Me Roux, not for Me Morel', async () => {
    const before = phone(people.morel).texts.length
    const row = await concluded(rig, await message(people.blanc, lines.morel))
    expect([ruleOf(row), row.callerName]).toEqual(['contact-suivi', 'M. Blanc'])
    const { sms, sent } = await toldSlip(rig, row.id)
    expect(sms?.destination).toBe(people.roux)
    expect(sent.map(({ destination }) => destination)).toContain('antoine@morel.demo.test')
    expect(phone(people.roux).texts.at(-1)?.body).toContain('M. Blanc')
    expect(phone(people.morel).texts).toHaveLength(before)
  })

  test('a caller from a landline leaves a message, and Me Morel’s text says only who called', async () => {
    const row = await concluded(rig, await message(people.collin, lines.morel))
    expect([ruleOf(row), row.callerName]).toEqual(['default', 'Mme Collin'])
    await toldSlip(rig, row.id)
    expect(phone(people.morel).texts.at(-1)?.body).toContain('Mme Collin')
  })

  test('the nuisance caller is busy, kept and told to nobody, until somebody says that it mattered', async () => {
    const call = await rig.exchange.call({ from: people.nuisance, to: lines.morel }).finished
    expect([call.disposition, call.status, call.transcript]).toEqual(['rejected', 'busy', []])
    const row = await concluded(rig, call)
    expect([ruleOf(row), row.disposition]).toEqual(['indesirables', 'discarded'])
    expect(await slipOf(rig, row.id)).toBeUndefined()

    const source = { clientId: row.clientId, kind: 'call', id: row.id } as const
    const alice = { kind: 'secretary', id: null } as const
    expect(await markMattered(rig.context, source, alice)).toBe('marked')
    expect(await markMattered(rig.context, source, alice)).toBe('alreadyMarked')
    const { slip, sms } = await toldSlip(rig, row.id)
    expect(slip.kind).toBe('mattered')
    expect(sms?.destination).toBe(people.morel)
    expect((await callRow(rig, call.sid))?.matteredAt).toBeInstanceOf(Date)
    const told = await rig.context.db.select().from(acts).where(eq(acts.subjectId, row.id))
    expect(told).toMatchObject([{ verb: 'call.mattered', actorKind: 'secretary' }])
  })

  test.each(['anonymous', 'Restricted', 'unavailable', '', '+266696687', '+17378742833', '8656696'])(
    'a caller who shows "%s" is withheld: heard like anybody, never called spam',
    async (from) => {
      const row = await concluded(rig, await message(from, lines.morel))
      expect(row).toMatchObject({ callerKind: 'withheld', caller: null, disposition: 'voicemail' })
      expect(ruleOf(row)).toBe('default')
      await toldSlip(rig, row.id)
      expect(phone(people.morel).texts.at(-1)?.body).toContain('numéro masqué')
    },
  )
})

describe('Plomberie Durand', () => {
  const evening = '2026-11-17T20:30:00Z'

  test('within cover a call is a message for M. Durand', async () => {
    const row = await concluded(rig, await message(stranger(), lines.plomberie))
    expect([ruleOf(row), row.disposition]).toEqual(['default', 'voicemail'])
    const { slip, sms } = await toldSlip(rig, row.id)
    expect([slip.urgency, sms?.destination]).toEqual(['ordinary', people.durand])
  })

  test('outside cover Karim is rung after a sentence, since the caller has heard a telephone ring before', async () => {
    rig.clock.set(evening)
    phone(people.karim).behave({ ...picksUp, afterSeconds: 3 })
    const from = stranger()
    const call = await message(from, lines.plomberie)
    expect(call.disposition).toBe('bridged')
    expect(call.transcript[0]).toContain('Merci de patienter')
    const [say] = call.timeline.filter(({ kind }) => kind === 'say')
    expect(say?.fromSeconds).toBe(0)
    expect(phone(people.karim).heard.at(-1)).toMatch(
      /^Appel pour Plomberie, du zéro un, quatre-vingt-dix-neuf, /,
    )
    expect((await concluded(rig, call)).disposition).toBe('forwarded')
  })

  test('outside cover, if Karim does not answer within 12 s, an urgent voicemail tells him', async () => {
    rig.clock.set(evening)
    const call = await message(stranger(), lines.plomberie)
    expect(call.longestRingSeconds).toBeLessThanOrEqual(12)
    const row = await concluded(rig, call)
    expect([ruleOf(row), row.disposition, row.dialStatus]).toEqual(['astreinte', 'voicemail', 'no-answer'])
    const { slip, sms } = await toldSlip(rig, row.id)
    expect([slip.urgency, sms?.destination]).toEqual(['urgent', people.karim])
    expect(phone(people.karim).texts.at(-1)?.body).toMatch(/^URGENT - \d+\. Plomberie Durand/)
  })

  test('Saturday morning is covered, Saturday afternoon and Armistice Day are not', async () => {
    const rule = async (at: string) => {
      rig.clock.set(at)
      return ruleOf(await concluded(rig, await message(stranger(), lines.plomberie)))
    }
    expect(await rule('2026-11-21T09:30:00Z')).toBe('default')
    expect(await rule('2026-11-21T13:30:00Z')).toBe('astreinte')
    expect(await rule('2026-11-11T09:30:00Z')).toBe('astreinte')
  })

  test('M. Durand’s own mobile, diverted to the line, is nobody’s contact and is not rung back', async () => {
    rig.clock.set(evening)
    phone(people.durand).behave({
      kind: 'diverts',
      to: lines.plomberie,
      when: 'noAnswer',
      passesCaller: false,
    })
    const call = await message(stranger(), people.durand)
    const row = await concluded(rig, call)
    expect(row).toMatchObject({ callerKind: 'own', caller: people.durand, contactId: null })
    expect(call.children.map(({ to }) => to)).toEqual([people.karim])
    const { slip } = await toldSlip(rig, row.id)
    expect(slip.callerNumber).toBeNull()
  })

  test('Karim’s own mobile outside cover is not rung back: he reaches the voicemail', async () => {
    rig.clock.set(evening)
    const call = await message(people.karim, lines.plomberie)
    expect(call.children).toEqual([])
    const row = await concluded(rig, call)
    expect([ruleOf(row), row.callerKind, row.disposition]).toEqual(['default', 'own', 'voicemail'])
  })
})

describe('the same person under two clients', () => {
  test('M. Durand’s text says for which of his firms the call was', async () => {
    const row = await concluded(rig, await message(stranger(), lines.chauffage))
    const { sms } = await toldSlip(rig, row.id)
    expect(sms?.destination).toBe(people.durand)
    const text = phone(people.durand).texts.at(-1)
    expect([text?.from, text?.body]).toEqual([lines.chauffage, expect.stringContaining('Durand Chauffage')])
  })
})

describe('Mme Lenoir, whose callers speak of their health', () => {
  test('the greeting names the 15, and what she is sent carries nothing but a link', async () => {
    const from = stranger()
    const call = await message(from, lines.lenoir)
    expect(call.transcript[0]).toContain('composez le 15')
    const row = await concluded(rig, call)
    await toldSlip(rig, row.id)
    const text = phone(people.lenoir).texts.at(-1)
    expect(text?.body).toMatch(/^(\d+)\. Vous avez un message\nRép\. \1 ok ou \1 rappeler\nhttp\S+$/)
    const mail = mailsTo('sophie@lenoir.demo.test').at(-1)
    const carried = JSON.stringify([mail?.subject, mail?.text, mail?.html])
    expect(carried).toContain('/l/')
    for (const secret of [from.slice(-4), '55 0', 'Lenoir', 'Bonjour, rappelez-moi'])
      expect(carried).not.toContain(secret)
  })
})

describe('a leg of ours that comes back through a diversion', () => {
  const returning: [string, string, string, string, string, boolean][] = [
    ['Me Morel', people.morel, lines.morel, people.petit, officeHours, true],
    ['Me Morel', people.morel, lines.morel, people.petit, officeHours, false],
    ['Karim', people.karim, lines.plomberie, '+33199005590', '2026-11-17T20:30:00Z', true],
    ['Karim', people.karim, lines.plomberie, '+33199005591', '2026-11-17T20:30:00Z', false],
  ]
  test.each(returning)(
    '%s’s mobile (%s) diverted to %s: %s is one call, at %s, first number passed: %s',
    async (...it) => {
      const [, mobile, line, from, at, passesCaller] = it
      rig.clock.set(at)
      phone(mobile).behave({ kind: 'diverts', to: line, when: 'noAnswer', afterSeconds: 5, passesCaller })
      const { db } = rig.context
      const before = await db.$count(calls)
      const call = await message(from, line)
      expect(call.disposition).toBe('recorded')
      const row = await concluded(rig, call)
      expect([row.disposition, row.dialStatus]).toEqual(['voicemail', 'busy'])
      expect(await db.$count(calls)).toBe(before + 1)
      const warned = (await tasksOf(rig, 'returningLeg')).filter(({ key }) => key === line)
      expect(warned).toMatchObject([{ audience: 'supervisor', doneAt: null }])
      expect(rig.exchange.alerts).toEqual([])
    },
  )

  test('a mobile that is diverted at once does so too', async () => {
    phone(people.morel).behave({ kind: 'diverts', to: lines.morel, when: 'always' })
    const row = await concluded(rig, await message(people.petit, lines.morel))
    expect([row.disposition, row.dialStatus]).toEqual(['voicemail', 'busy'])
  })

  test('a mobile diverted to another client’s line does not ring that client', async () => {
    phone(people.morel).behave({ kind: 'diverts', to: lines.chauffage, when: 'noAnswer', afterSeconds: 5 })
    const before = await rig.context.db.$count(calls)
    const row = await concluded(rig, await message(people.petit, lines.morel))
    expect([row.disposition, row.dialStatus]).toEqual(['voicemail', 'busy'])
    expect(await rig.context.db.$count(calls)).toBe(before + 1)
  })

  test('somebody who shows one of our lines while we ring nobody is a caller like any other', async () => {
    const row = await concluded(rig, await message(lines.chauffage, lines.morel))
    expect(row).toMatchObject({ callerKind: 'number', caller: lines.chauffage, disposition: 'voicemail' })
  })
})
