import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acts } from '../../src/acts/tables.ts'
import { calls } from '../../src/calls/tables.ts'
import { clients } from '../../src/clients/tables.ts'
import { ruleDrafts, ruleSets } from '../../src/rules/tables.ts'
import { tasks } from '../../src/tasks/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { signIn, type Visitor } from '../support/console-rig.ts'
import { describeOnOneDatabase } from '../support/each-database.ts'
import { givePassword, goodPassword } from '../support/secretary-rig.ts'
import { until } from '../support/until.ts'

const line = '+33199001001'
const haddad = '+33199001113'
const blanc = '+33199002002'

describeOnOneDatabase('a supervisor publishes a rule after trying it on real calls', (database) => {
  let rig: AgencyRig
  let claire: Visitor
  let clientId: number
  let rules: string
  beforeAll(async () => {
    rig = await startAgencyRig({ database })
    claire = await signIn(rig, 'claire')
    const [morel] = await rig.context.db.select().from(clients).where(eq(clients.key, 'morel'))
    clientId = morel?.clientId ?? 0
    rules = `/console/clients/${clientId}/rules`
    rig.exchange.telephone(haddad).behave({ kind: 'answers', afterSeconds: 3, presses: '1', talkSeconds: 20 })
  })
  afterAll(() => rig?.close())

  const plain = (body: string) => body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  const fieldIn = (body: string, name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''
  const callFrom = async (from: string) => {
    const { sid } = await rig.exchange.call({ from, to: line }).finished
    return until('the call is written down', async () => {
      const [row] = await rig.context.db.select().from(calls).where(eq(calls.callSid, sid))
      return row
    })
  }

  test('from the call that asked for it to the next one that is treated by it, and back', async () => {
    const before = await callFrom(blanc)
    await callFrom('+33199005555')
    expect(before.decision).toMatchObject({ action: { kind: 'takeMessage' }, ruleSetVersion: 1 })

    const form = await claire.get(`${rules}/rule`)
    const saved = await claire.post(`${rules}/rule`, {
      name: 'Dossier Blanc',
      'kind.0': 'caller',
      '0.numbers': '01 99 00 20 02',
      'a.kind': 'forward',
      'a.to': 'haddad',
      'a.ringSeconds': '15',
      'o.kind': 'takeMessage',
      stamp: fieldIn(form.body, 'stamp'),
      do: 'save',
    })
    expect(saved.status).toBe(303)
    for (let place = 4; place > 2; place--) {
      const { body } = await claire.get(rules)
      await claire.post(`${rules}/move`, { key: 'dossier-blanc', to: 'up', stamp: fieldIn(body, 'stamp') })
    }

    const tried = await claire.get(`${rules}/compare`)
    expect(plain(tried.body)).toContain('Sur 2 appels et 0 SMS, 1 aurait été traité autrement.')
    expect(tried.body).toContain(`href="/console/calls/${clientId}/${before.id}"`)
    expect(plain(tried.body)).toContain('mettre en relation avec Me Haddad (15 s)')
    expect((await callFrom(blanc)).decision.action.kind).toBe('takeMessage')

    const asked = await claire.get(`${rules}/publish`)
    expect(plain(asked.body)).toContain('Nouvelle règle « Dossier Blanc », en position 3')
    expect(plain(asked.body)).toContain('pour la première fois avec Me Haddad, au 01 99 00 11 13')
    const press = { stamp: fieldIn(asked.body, 'stamp'), seen: fieldIn(asked.body, 'seen') }
    expect((await claire.post(`${rules}/publish`, press)).status).toBe(422)
    const note = 'Me Haddad suit désormais ce dossier'
    await givePassword(rig.context, 'claire')
    const left = await claire.post(`${rules}/publish`, { ...press, note })
    expect([left.status, left.body.includes('name="current"')]).toEqual([422, true])
    const signed = { ...press, note, current: goodPassword }
    const answers = await Promise.all([1, 2].map(() => claire.post(`${rules}/publish`, signed)))
    expect(answers.filter(({ location }) => location?.endsWith('done=published'))).toHaveLength(1)
    expect(await rig.context.db.select().from(ruleDrafts)).toEqual([])
    const versions = await rig.context.db.select().from(ruleSets).where(eq(ruleSets.clientId, clientId))
    expect(versions.map(({ version, note }) => [version, note])).toEqual([
      [1, null],
      [2, note],
    ])
    expect((await rig.context.db.select().from(acts)).map(({ verb }) => verb)).toContain(
      'ruleDraft.published',
    )

    await until('the executives are told', () =>
      rig.mailbox.mails.some(
        ({ to, text }) => to.includes('samir@morel.demo.test') && text.includes('Me Haddad'),
      ),
    )
    await until('nobody has to tell them any more', async () => {
      const told = await rig.context.db.select().from(tasks).where(eq(tasks.kind, 'forwardUntold'))
      return told.length === 1 && told.every(({ doneAt }) => doneAt !== null)
    })

    const next = await until('the next call is treated by it', async () => {
      const row = await callFrom(blanc)
      return row.decision.ruleSetVersion === 2 && row
    })
    expect(next.decision).toMatchObject({
      ruleKey: 'dossier-blanc',
      action: { kind: 'forward', to: 'haddad' },
    })
    const version = await claire.get(`${rules}/versions/2`)
    expect(version.body).toContain('id="rule-dossier-blanc"')
    expect(plain(version.body)).toContain(note)

    const first = await claire.get(`${rules}/versions/1`)
    expect(plain(first.body)).toContain('Règle retirée : « Dossier Blanc »')
    const back = await claire.post(`${rules}/versions/1/return`, { seen: fieldIn(first.body, 'seen') })
    expect(back.location).toContain('done=published')
    await until('calls are treated as before', async () => {
      const { decision } = await callFrom(blanc)
      return decision.ruleSetVersion === 3 && decision.action.kind === 'takeMessage'
    })
    const list = plain((await claire.get(`${rules}/versions`)).body)
    expect(list).toMatch(/Version 3.*Retour à la version 1.*Version 2.*Version 1/)
    const diff = plain((await claire.get(`${rules}/versions/diff?a=1&b=2`)).body)
    expect(diff).toContain('Nouvelle règle « Dossier Blanc »')
  })
})

describe('what stands in the way of publishing', () => {
  test('a rule that turns everybody away is refused, and the rules in force stay', async () => {
    const rig = await startAgencyRig({ work: false })
    try {
      const claire = await signIn(rig, 'claire')
      const [morel] = await rig.context.db.select().from(clients).where(eq(clients.key, 'morel'))
      const rules = `/console/clients/${morel?.clientId}/rules`
      const stamp = /name="stamp" value="([^"]*)"/
      const form = await claire.get(`${rules}/rule`)
      const everybody = {
        'kind.0': 'channel',
        '0.is': 'voice',
        'a.kind': 'discard',
        'a.how': 'busy',
        do: 'save',
      }
      await claire.post(`${rules}/rule`, {
        ...everybody,
        name: 'Tous',
        stamp: stamp.exec(form.body)?.[1] ?? '',
      })
      const page = await claire.get(`${rules}/publish`)
      expect(page.body).toContain('filtre tous les appels')
      expect(page.body).not.toContain('name="note"')
      const fields = {
        stamp: stamp.exec((await claire.get(rules)).body)?.[1] ?? '',
        seen: '1',
        note: 'Fermeture',
      }
      expect((await claire.post(`${rules}/publish`, fields)).status).toBe(422)
      expect(await rig.context.db.select().from(ruleSets).where(eq(ruleSets.version, 2))).toEqual([])
    } finally {
      await rig.close()
    }
  })
})
