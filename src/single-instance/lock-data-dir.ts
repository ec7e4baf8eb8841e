import { type Lock, type OnCommand, takeInstanceLock } from '../single-instance.ts'

type DataDirLock = Lock & {
  /** From now on, what `npm run agency` hands over is executed here. */
  serve(run: OnCommand): void
}

/** Takes the data folder for this process, or says who has it and ends. */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  let run: OnCommand = async (_argv, write) => {
    write('Permanence is still starting: run this again in a few seconds\n')
    return 1
  }
  const lock = await takeInstanceLock(dataDir, (argv, write) => run(argv, write))
  if (lock === 'held by another') {
    console.error(`Permanence est déjà en marche sur ${dataDir} : ouvrez-la, ou arrêtez-la d'abord (Ctrl-C).`)
    console.error(`Permanence is already running on ${dataDir}: open it, or stop it first (Ctrl-C).`)
    process.exit(1)
  }
  return {
    release: lock.release,
    serve(next) {
      run = next
    },
  }
}
