/** A file held by the exchange. `gone`: it will not be there later either. */
export type FetchedFile =
  | { readonly kind: 'fetched'; readonly bytes: Uint8Array; readonly contentType: string }
  | { readonly kind: 'gone' | 'foreignHost' | 'tooLarge' | 'wrongType' }
  | { readonly kind: 'away'; readonly why: string }

type FileSource = {
  /** `user:password`, for the exchange's own API host only. */
  readonly credentials: string
  readonly apiUrl: string
  readonly maxBytes: number
  readonly types: RegExp
}

const maxRedirects = 3
const timeoutMs = 30_000

/**
 * Fetches audio or an image from the exchange's hosts and from nowhere else: the address of an MMS part came
 * with a webhook, and a redirect could lead into our own network. Every hop is checked anew.
 */
export async function fetchFile(url: string, source: FileSource): Promise<FetchedFile> {
  try {
    return await follow(url, source, maxRedirects)
  } catch (error) {
    return { kind: 'away', why: error instanceof Error ? error.name : 'unknown' }
  }
}

async function follow(url: string, source: FileSource, redirectsLeft: number): Promise<FetchedFile> {
  const place = URL.canParse(url) ? new URL(url) : null
  if (!place || !isExchangeHost(place, source.apiUrl)) return { kind: 'foreignHost' }
  const response = await fetch(place, {
    redirect: 'manual',
    headers: isApiHost(place, source.apiUrl) ? { authorization: basic(source.credentials) } : {},
    signal: AbortSignal.timeout(timeoutMs),
  })
  const location = response.headers.get('location')
  if (response.status >= 300 && response.status < 400 && location) {
    await response.body?.cancel()
    return redirectsLeft > 0
      ? follow(new URL(location, place).href, source, redirectsLeft - 1)
      : { kind: 'foreignHost' }
  }
  return response.ok ? readBody(response, source) : refused(response)
}

async function refused(response: Response): Promise<FetchedFile> {
  await response.body?.cancel()
  const isGone = response.status === 404 || response.status === 410
  return isGone ? { kind: 'gone' } : { kind: 'away', why: `HTTP ${response.status}` }
}

async function readBody(response: Response, { maxBytes, types }: FileSource): Promise<FetchedFile> {
  const contentType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const announced = Number(response.headers.get('content-length') ?? 0)
  const problem = !types.test(contentType) ? 'wrongType' : announced > maxBytes ? 'tooLarge' : null
  if (problem) {
    await response.body?.cancel()
    return { kind: problem }
  }
  const chunks: Uint8Array[] = []
  let size = 0
  // The announced length may lie or be absent, so the count decides. Leaving the loop cancels the body.
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) return { kind: 'tooLarge' }
    chunks.push(chunk)
  }
  return { kind: 'fetched', bytes: Buffer.concat(chunks), contentType }
}

function isExchangeHost(place: URL, apiUrl: string): boolean {
  if (isApiHost(place, apiUrl)) return true
  return place.protocol === 'https:' && place.port === '' && place.hostname.endsWith('.twiliocdn.com')
}

const isApiHost = (place: URL, apiUrl: string) => place.origin === new URL(apiUrl).origin

const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`
