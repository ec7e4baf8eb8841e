import { join } from 'node:path'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { Config } from './config.ts'

export type Files = {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>
  /** Null when there is no such file. */
  read(key: string): Promise<Uint8Array | null>
  /** Safe to repeat. */
  delete(key: string): Promise<void>
}

/**
 * Recordings and other files: under `DATA_DIR/files`, or in an S3 bucket where several machines share them.
 * Nothing in it is public; pages hand the bytes on after they have checked who asks.
 */
export function createFiles(config: Pick<Config, 'dataDir' | 'files'>): Files {
  // The S3 client takes a second to load, which a disk need not pay.
  let disk: Promise<Disk> | null = null
  const opened = () => {
    disk ??= openDisk(config)
    return disk
  }
  return {
    async put(key, bytes, contentType) {
      await (await opened()).put(key, bytes, { contentType })
    },
    async read(key) {
      const place = await opened()
      return (await place.exists(key)) ? place.getBytes(key) : null
    },
    async delete(key) {
      await (await opened()).delete(key)
    },
  }
}

async function openDisk({ dataDir, files }: Pick<Config, 'dataDir' | 'files'>): Promise<Disk> {
  if (files.kind === 'disk')
    return new Disk(new FSDriver({ location: join(dataDir, 'files'), visibility: 'private' }))
  const { S3Driver } = await import('flydrive/drivers/s3')
  const { bucket, region, endpoint } = files
  const place = endpoint ? { endpoint, forcePathStyle: true } : {}
  // Credentials come from the environment, as the AWS SDK reads it.
  return new Disk(new S3Driver({ bucket, region, visibility: 'private', supportsACL: false, ...place }))
}
