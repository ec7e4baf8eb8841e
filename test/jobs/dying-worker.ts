// Started by resume.test.ts as a process of its own: takes a job, says so, and never finishes it.
import { createJobs, startWorkers } from '../../src/jobs.ts'
import { openConnection, silent } from './open-queues.ts'

const connection = await openConnection(process.argv[2] ?? '')
const jobs = await createJobs(connection, silent)
await startWorkers(connection, { calls: { concurrency: 1, handle: hold } }, silent)
await jobs.add('calls', { clientId: 1, id: 'interrupted', epoch: 0 })

async function hold() {
  process.stdout.write('holding\n')
  await new Promise(() => setInterval(() => {}, 1_000))
}
