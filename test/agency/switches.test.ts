import { afterAll, beforeAll, expect, test } from 'vitest'
import { findSwitches, turnSwitch } from '../../src/agency/switches.ts'
import { agencySwitches } from '../../src/agency/tables.ts'
import { type AgencyRig, startAgencyRig } from '../support/agency-rig.ts'
import { signIn } from '../support/console-rig.ts'
import { secretaryOf } from '../support/secretary-rig.ts'

let rig: AgencyRig
beforeAll(async () => {
  rig = await startAgencyRig({ work: false })
})
afterAll(() => rig.close())

test('the owner turns a switch, twice is once, and each time stays written down', async () => {
  const diane = await signIn(rig, 'diane')
  expect((await diane.get('/console/agency')).body).toContain('Arrêter les appels sortants')
  for (const _ of [1, 2]) await diane.post('/console/agency/switches/outgoingStopped', { on: 'yes' })
  const { name } = await secretaryOf(rig.context, 'diane')
  expect(await findSwitches(rig.context.db)).toEqual({
    outgoingStopped: { since: expect.any(Date), by: name },
  })
  expect((await diane.get('/console/agency')).body).toContain('À l’arrêt')
  for (const _ of [1, 2]) await diane.post('/console/agency/switches/outgoingStopped', { on: 'no' })
  expect(await findSwitches(rig.context.db)).toEqual({})
  await diane.post('/console/agency/switches/outgoingStopped', { on: 'yes' })
  await diane.post('/console/agency/switches/outgoingStopped', { on: 'no' })
  expect(await rig.context.db.select().from(agencySwitches)).toHaveLength(2)
})

test('a supervisor turns her own switches only, a secretary none; unknown ones are not found', async () => {
  const claire = await signIn(rig, 'claire')
  expect((await claire.get('/console/agency')).status).toBe(403)
  expect((await claire.post('/console/agency/switches/singleFigures', { on: 'yes' })).status).toBe(403)
  const diane = await signIn(rig, 'diane')
  expect((await diane.post('/console/agency/switches/nothing', { on: 'yes' })).status).toBe(404)
  expect((await diane.post('/console/agency/switches/singleFigures', { on: 'maybe' })).status).toBe(404)

  const { context } = rig
  const [alice, supervisor] = [await secretaryOf(context, 'alice'), await secretaryOf(context, 'claire')]
  await expect(turnSwitch(context, alice, { name: 'secours', on: true })).rejects.toThrow('supervisor')
  await turnSwitch(context, supervisor, { name: 'secours', on: true })
  expect(Object.keys(await findSwitches(context.db))).toEqual(['secours'])
})
