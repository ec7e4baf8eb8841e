import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const ours = fileURLToPath(new URL('./assets', import.meta.url))
const theirs = {
  'pico.min.css': fileURLToPath(import.meta.resolve('@picocss/pico/css/pico.min.css')),
  'twilio-voice.min.js': fileURLToPath(
    new URL('../dist/twilio.min.js', import.meta.resolve('@twilio/voice-sdk')),
  ),
  'sortable.esm.js': fileURLToPath(import.meta.resolve('sortablejs/modular/sortable.esm.js')),
}
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}
const compress = promisify(brotliCompress)

/**
 * Style sheets and scripts, all from our own host. Nothing but the files that were there at the start has an address.
 * They are compressed once and kept; pages, which hold secrets beside other people's words, never are (BREACH).
 */
export async function assetsRoutes(app: FastifyInstance): Promise<void> {
  const files = findAssets()
  const kept = new Map<string, Promise<Asset>>()
  app.get<{ Params: { '*': string } }>('/assets/*', async (request, reply) => {
    const path = files.get(request.params['*'])
    const type = path && types[extname(path)]
    if (!path || !type) return reply.code(404).send()
    const asset = await newest(kept, path)
    reply.headers({ ...headers, etag: asset.etag, 'content-type': type })
    if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send()
    if (!/\bbr\b/.test(String(request.headers['accept-encoding']))) return reply.send(asset.plain)
    return reply.header('content-encoding', 'br').send(asset.brotli)
  })
}

/** A new version is noticed within minutes, and nobody waits for the question. */
const headers = {
  'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
  'x-content-type-options': 'nosniff',
  vary: 'accept-encoding',
}

/** By the address below `/assets/`. */
function findAssets(): ReadonlyMap<string, string> {
  const own = readdirSync(ours, { recursive: true, encoding: 'utf8' })
  return new Map([
    ...own.map((name): [string, string] => [name, join(ours, name)]),
    ...Object.entries(theirs),
  ])
}

type Asset = {
  readonly plain: Buffer
  readonly brotli: Buffer
  readonly etag: string
  readonly changedMs: number
}

/** Whoever edits a file sees it at once, without a restart. */
async function newest(kept: Map<string, Promise<Asset>>, path: string): Promise<Asset> {
  const { mtimeMs } = await stat(path)
  const known = await kept.get(path)
  if (known?.changedMs === mtimeMs) return known
  const reading = read(path, mtimeMs)
  kept.set(path, reading)
  return reading
}

async function read(path: string, changedMs: number): Promise<Asset> {
  const plain = await readFile(path)
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  return { plain, brotli: await compress(plain), etag, changedMs }
}
