import { access, readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Agency, HostOptions, ReadClient } from './agency.ts'
import { agencyFileSchema } from './agency-file.ts'
import { check } from './explain-issue.ts'
import { nearestWord } from './nearest-word.ts'
import { parseYaml, type YamlFile } from './parse-yaml.ts'
import type { Problems } from './problem.ts'
import { addIssues, readClient } from './read-client.ts'
import { readPeople } from './read-people.ts'

type Folder = { readonly path: string; readonly contacts: ReadonlySet<string> }

/**
 * Reads a folder, or a single YAML file with everything in it. Every problem of every file goes to `problems`;
 * a client that has some is left out of the answer.
 */
export async function readAgency(path: string, problems: Problems, host: HostOptions): Promise<Agency> {
  const isFolder = (await stat(path)).isDirectory()
  const folder = await openFolder(isFolder ? path : dirname(path))
  const agency = await readAgencyFile(isFolder ? 'agency.yaml' : basename(path), folder, problems, host)
  const clients = isFolder ? await readClientFiles(folder, problems, host) : []
  const all = { ...agency, clients: [...agency.clients, ...clients] }
  if (isFolder) refuseOrphans(folder, all, problems)
  return all
}

async function openFolder(path: string): Promise<Folder> {
  const files = await readdir(join(path, 'contacts')).catch(() => [])
  return { path, contacts: new Set(files.filter((file) => file.endsWith('.csv'))) }
}

async function readAgencyFile(
  file: string,
  folder: Folder,
  problems: Problems,
  host: HostOptions,
): Promise<Agency> {
  const path = join(folder.path, file)
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (!isThere) return nobody
  const yaml = await readYaml(path, file, problems)
  if (!yaml) return nobody
  const checked = check(agencyFileSchema, yaml.value ?? {})
  if ('issues' in checked) {
    addIssues(checked.issues, yaml, [], problems)
    return nobody
  }
  const read = Object.keys(checked.value.clients).map((key) =>
    readClient(yaml, ['clients', key], key, csvOf(folder, key), problems, host),
  )
  return {
    ...readPeople(checked.value, yaml, problems),
    clients: read.filter((client) => client !== null),
  }
}

const nobody = { secretaries: [], teams: [], assigned: [], members: [], clients: [] } as const

async function readClientFiles(folder: Folder, problems: Problems, host: HostOptions): Promise<ReadClient[]> {
  const files = await readdir(join(folder.path, 'clients')).catch(() => [])
  const clients: ReadClient[] = []
  for (const file of files.filter((name) => name.endsWith('.yaml')).sort()) {
    const yaml = await readYaml(join(folder.path, 'clients', file), `clients/${file}`, problems)
    const key = basename(file, '.yaml')
    const client = yaml && readClient(yaml, [], key, csvOf(folder, key), problems, host)
    if (client) clients.push(client)
  }
  return clients
}

async function readYaml(path: string, file: string, problems: Problems): Promise<YamlFile | null> {
  const yaml = parseYaml(await readFile(path, 'utf8'), file)
  for (const problem of yaml.problems) problems.add(problem)
  return yaml.problems.length > 0 ? null : yaml
}

function csvOf({ path, contacts }: Folder, key: string) {
  const file = `contacts/${key}.csv`
  return contacts.has(`${key}.csv`) ? { kind: 'csv' as const, path: join(path, file), file } : null
}

/** A file of contacts without its client is a slip in a name; so is a client described twice. */
function refuseOrphans({ contacts }: Folder, { clients }: Agency, problems: Problems): void {
  const keys = clients.map((client) => client.definition.key)
  if (problems.count > 0) return
  for (const file of contacts) {
    const key = basename(file, '.csv')
    if (keys.includes(key)) continue
    const near = nearestWord(key, keys)
    const expected = `no client has the key ${key}${near ? `; did you mean ${near}?` : ''}`
    problems.add({ place: { file: `contacts/${file}`, line: 1, column: 1 }, path: '', value: null, expected })
  }
  for (const [index, { definition, places }] of clients.entries()) {
    if (keys.indexOf(definition.key) === index) continue
    const expected = `a second client with the key ${definition.key}`
    problems.add({ place: places.start, path: '', value: null, expected })
  }
}
