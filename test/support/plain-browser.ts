import type { AgencyRig } from './agency-rig.ts'

export type PlainBrowser = {
  readonly cookies: Map<string, string>
  get: (path: string, headers?: Record<string, string>) => Promise<Seen>
  /** Fills what the page of the last `get` hides in its forms, the token of the session above all. */
  post: (path: string, fields?: Record<string, string>, headers?: Record<string, string>) => Promise<Seen>
}

export type Seen = {
  readonly status: number
  readonly location: string | null
  readonly headers: Headers
  readonly body: string
}

/** Keeps cookies and posts forms as a browser without scripts does; follows nothing by itself. */
export function plainBrowser({ url }: Pick<AgencyRig, 'url'>): PlainBrowser {
  const cookies = new Map<string, string>()
  let form = ''
  const ask = async (path: string, init: RequestInit): Promise<Seen> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...init.headers, ...(cookie ? { cookie } : {}) }
    const answer = await fetch(url + path, { redirect: 'manual', ...init, headers })
    for (const line of answer.headers.getSetCookie()) keep(cookies, line)
    const body = await answer.text()
    form = /name="form" value="([^"]+)"/.exec(body)?.[1] ?? form
    return { status: answer.status, location: answer.headers.get('location'), headers: answer.headers, body }
  }
  return {
    cookies,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, fields = {}, headers = {}) =>
      ask(path, { method: 'POST', headers, body: new URLSearchParams({ form, ...fields }) }),
  }
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const [name = '', value = ''] = pair.split(/=(.*)/s)
  if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name)
  else cookies.set(name, value)
}
