// Started by closing.test.ts as a process of its own: uses everything once, closes it and must end by itself.
import { createJobs, startWorkers } from '../../src/jobs.ts'
import { openConnection, silent } from './open-queues.ts'

const connection = await openConnection(process.argv[2] ?? '')
const jobs = await createJobs(connection, silent)
const handled = Promise.withResolvers<void>()
const handle = async () => handled.resolve()
const timetable = { concurrency: 1, handle: async () => {} }
const workers = await startWorkers(connection, { calls: { concurrency: 2, handle }, timetable }, silent)
await jobs.scheduleTimetable([{ name: 'sweep', everyMs: 1_000 }])
await jobs.add('calls', { clientId: 1, id: 'one', epoch: 0 })
await handled.promise
await workers.close()
await jobs.close()
if (connection.kind === 'embedded') await connection.pglite.close()
process.stdout.write('closed\n')
