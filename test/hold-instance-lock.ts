import { takeInstanceLock } from '../src/single-instance.ts'

const lock = await takeInstanceLock(process.argv[2] ?? '', async () => 0)
process.stdout.write(lock === 'held by another' ? 'held by another' : 'taken')
setInterval(() => {}, 60_000)
