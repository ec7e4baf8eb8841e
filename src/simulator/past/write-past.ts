import type { Db } from '../../db/db.ts'
import type { Files } from '../../files.ts'
import { handOver } from '../../floor/relay/hand-over.ts'
import { idFrom } from '../../ids.ts'
import { beginning, murmur } from '../sound.ts'
import { drawPast } from './draw-past.ts'
import { openPromises } from './open-promises.ts'
import { loadPastAgency, type PastAgency } from './past-agency.ts'
import { keepPromise, promisesOfQueue } from './past-callbacks.ts'
import { lastRelayAt, leaveForNext } from './past-relay.ts'
import { type PastRows, pastTables } from './past-rows.ts'
import { writeRows } from './write-rows.ts'

/**
 * Gives the demo agency some weeks of calls up to now, so that a newcomer sees reports, lists and a relève with
 * something in them. Everything is over and told: nothing of it is sent, rung or raised afterwards. Once, into an agency
 * without calls, in small steps, so that nobody waits for it. Answers the clients concerned.
 */
export async function writePast({ db, files }: { db: Db; files: Files }, now: Date): Promise<number[]> {
  const agency = await loadPastAgency(db)
  const past = drawPast(agency, now)
  const relayAt = lastRelayAt(now)
  const promises = [...promisesOfQueue(past, agency, now), ...openPromises(agency, { now, relayAt })]
  leaveForNext(past, agency, relayAt)
  past.digests.push(...toldUntil(agency, now))
  await writeAll(db, past)
  for (const promise of promises) await db.transaction((tx) => keepPromise(tx, promise))
  const [from, to] = ['benoit', 'alice'].map((key) => agency.secretaries.get(key))
  if (from && to) await db.transaction((tx) => handOver(tx, { fromId: from.id, toId: to.id, at: relayAt }))
  await keepSounds(files, past)
  return [...agency.clients.values()].map(({ client }) => client.clientId)
}

async function writeAll(db: Db, past: PastRows): Promise<void> {
  await writeRows(db, pastTables.calls, past.calls)
  await writeRows(db, pastTables.callHandlings, past.callHandlings)
  await writeRows(db, pastTables.recordings, past.recordings)
  await writeRows(db, pastTables.outgoingCalls, past.outgoingCalls)
  await writeRows(db, pastTables.messages, past.messages)
  await writeRows(db, pastTables.acknowledgements, past.acknowledgements)
  await writeRows(db, pastTables.alerts, past.alerts)
  await writeRows(db, pastTables.deliveries, past.deliveries)
  await writeRows(db, pastTables.digests, past.digests)
  await writeRows(db, pastTables.acts, past.acts)
  await writeRows(db, pastTables.handOverNotes, past.handOverNotes)
}

const dayMs = 86_400_000

/** As if each executive had just had a digest: the next one tells of what comes from now on. */
const toldUntil = ({ clients }: PastAgency, now: Date): PastRows['digests'] =>
  [...clients.values()].flatMap(({ client: { clientId, executives } }) =>
    [...executives.values()].map(({ id: executiveId }) => ({
      ...{ clientId, id: idFrom('digest', clientId, executiveId, now.toISOString()), executiveId },
      ...{ dueAt: now, since: new Date(now.getTime() - dayMs), state: 'nothing' as const, composedAt: now },
    })),
  )

/** Voicemails can be listened to: all sound alike, each as long as it was. */
async function keepSounds(files: Files, { recordings }: PastRows): Promise<void> {
  const longest = murmur(Math.max(1, ...recordings.map(({ seconds }) => seconds)))
  await Promise.all(
    recordings.map(
      async ({ fileKey, seconds }) => fileKey && files.put(fileKey, beginning(longest, seconds), 'audio/wav'),
    ),
  )
}
