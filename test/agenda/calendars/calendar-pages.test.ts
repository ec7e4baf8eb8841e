import { afterAll, beforeAll, expect, test } from 'vitest'
import { acts } from '../../../src/acts/tables.ts'
import { calendars } from '../../../src/agenda/calendars/tables.ts'
import { executiveWith } from '../../support/a-message.ts'
import { type AgencyRig, startAgencyRig } from '../../support/agency-rig.ts'
import { signIn, type Visitor } from '../../support/console-rig.ts'
import { type RealRadicale, radicaleUser, startRealRadicale } from '../../support/real-radicale.ts'
import { describeWithRadicale } from '../../support/where-installed.ts'

describeWithRadicale("an executive's calendars on her client's page", () => {
  let rig: AgencyRig
  let radicale: RealRadicale
  let claire: Visitor
  let path = ''
  let executive = ''
  beforeAll(async () => {
    ;[rig, radicale] = await Promise.all([startAgencyRig({ work: false }), startRealRadicale()])
    claire = await signIn(rig, 'claire')
    const morel = await executiveWith(rig.context.db, '+33199001101')
    path = `/console/clients/${morel.clientId}/calendars`
    executive = morel.id
  })
  afterAll(() => Promise.all([rig?.close(), radicale?.stop()]))

  const typed = () => ({ executive, kind: 'caldav', url: `${radicale.url}/`, ...radicaleUser })

  test('a supervisor connects one of the calendars found, and nothing shows its password', async () => {
    const refused = await claire.post(path, { ...typed(), password: 'wrong' })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('refuse l’identifiant ou le mot de passe')
    const found = await claire.post(path, typed())
    expect(found.status).toBe(200)
    expect(found.body).toContain('/morel/agenda/')
    expect(found.body).not.toContain(radicaleUser.password)
    const draft = /name="draft" value="([^"]+)"/.exec(found.body)?.[1] ?? ''
    const collection = /name="collection" value="([^"]+)"/.exec(found.body)?.[1] ?? ''
    const chosen = { draft, collection, writes: 'yes' }
    expect((await claire.post(`${path}/choose`, { ...chosen, collection: 'http://127.0.0.1/' })).status).toBe(
      422,
    )
    expect(await claire.post(`${path}/choose`, chosen)).toMatchObject({
      status: 303,
      location: `${path}?done=connected`,
    })
    const stored = await rig.context.db.select().from(calendars)
    const written = JSON.stringify([stored, await rig.context.db.select().from(acts)])
    expect(stored).toHaveLength(1)
    expect(written).not.toContain(radicaleUser.password)
  })

  test('a secretary sees how it fares; a supervisor has it read, and disconnects it', async () => {
    const [calendar] = await rig.context.db.select().from(calendars)
    const seen = await (await signIn(rig, 'alice')).get(path)
    expect(seen.body).toContain('Pas encore lu')
    expect(seen.body).not.toContain(`action="${path}`)
    const own = `${path}/${calendar?.id}`
    expect((await claire.post(own, { do: 'read' })).location).toBe(`${path}?done=read`)
    expect((await claire.post(own, { do: 'disconnect' })).location).toBe(`${path}?done=disconnected`)
    expect((await claire.get(path)).body).toContain('Aucun agenda relié')
    expect((await claire.post(own, { do: 'read' })).status).toBe(404)
  })
})
