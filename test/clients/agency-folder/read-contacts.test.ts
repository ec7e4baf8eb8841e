import { expect, test } from 'vitest'
import { Problems } from '../../../src/clients/agency-folder/problem.ts'
import { readContacts } from '../../../src/clients/agency-folder/read-contacts.ts'
import { temporaryFolder } from './temporary-folder.ts'

async function read(csv: string | Uint8Array) {
  const problems = new Problems()
  const folder = await temporaryFolder({ 'c.csv': csv })
  const contacts = []
  for await (const batch of readContacts({ kind: 'csv', path: `${folder}/c.csv`, file: 'c.csv' }, problems)) {
    contacts.push(...batch.map(({ contact }) => contact))
  }
  return { contacts, problems: problems.sentences(), warnings: problems.warnings }
}

const helene = {
  key: 'h',
  name: 'Hélène',
  company: null,
  email: null,
  tags: ['vip'],
  executive: null,
  numbers: ['+33199002001'],
}
const rows = 'key;name;numbers;tags\nh;Hélène;+33199002001;vip\n'

test.each([
  ['semicolons', rows],
  ['commas', rows.replaceAll(';', ',')],
  ['tabs', rows.replaceAll(';', '\t')],
  ['a byte order mark', `\ufeff${rows}`],
  ['Windows line ends', rows.replaceAll('\n', '\r\n')],
  ['empty lines', rows.replaceAll('\n', '\n\n')],
  ['columns in another order', 'TAGS;numbers;Name;key\nvip;0199002001;Hélène;h\n'],
  ['UTF-16', Buffer.from(`\ufeff${rows}`, 'utf16le')],
])('a file with %s is read', async (_, csv) => {
  expect(await read(csv)).toEqual({ contacts: [helene], problems: [], warnings: [] })
})

test('Windows-1252 is read with its accents, and said', async () => {
  expect(await read(Buffer.from(rows, 'latin1'))).toEqual({
    contacts: [helene],
    problems: [],
    warnings: ['c.csv is read as Windows-1252; see to its accents'],
  })
})

test('several numbers are separated by bars or spaces, and each may be written in groups', async () => {
  const numbersOf = async (cell: string) =>
    (await read(`key;name;numbers\nh;H;${cell}\n`)).contacts[0]?.numbers
  const both = ['+33199002001', '+33199002002']
  expect(await numbersOf('01 99 00 20 01|01 99 00 20 02')).toEqual(both)
  expect(await numbersOf('0199002002 +33199002001')).toEqual(both)
  expect(await numbersOf("'+33199002001|+33199002002|+33199002001")).toEqual(both)
  expect(await numbersOf('')).toEqual([])
})

test('problems name line, field and value, and do not hide each other', async () => {
  const { contacts, problems } = await read(
    'key;name;numbers;tags\na b;A;+33199002001;\nb;;+33199002002;\nc;C;12|+33199002003;x!\nd;D\ne;E;+33199002005;\n',
  )
  expect(contacts.map(({ key }) => key)).toEqual(['e'])
  expect(problems).toEqual([
    'c.csv:2:1 key: "a b" — expected a key: letters, digits, . _ and -, at most 80',
    'c.csv:3:2 name: missing — expected text (a number goes in quotes)',
    'c.csv:4:3 numbers: "12" — a short number; expected a phone number such as +33 1 99 00 10 01',
    'c.csv:4:4 tags: "x!" — expected a tag: letters, digits, _ and -',
    'c.csv:5:1 2 fields; expected 4, as in the header',
  ])
})

test('a quoted field over several lines does not shift the lines that problems name', async () => {
  const { problems } = await read('key;name;numbers\na;"A\nB";+33199002001\nb;B;x\n')
  expect(problems).toEqual(['c.csv:4:3 numbers: "x" — expected a phone number such as +33 1 99 00 10 01'])
})

test.each([
  ['', 'c.csv:1:1 header — no column key; expected key, name, company, numbers, email, tags, executive'],
  ['key;name\n', 'c.csv:1:1 header — no column numbers; expected'],
  ['key;name;number\n', 'c.csv:1:3 header: "number" — unknown; did you mean numbers?'],
  ['key;name;numbers;name\n', 'c.csv:1:4 header: "name" — expected each column once'],
  [`key;name;numbers${';x'.repeat(1000)}\n`, 'c.csv:1:4 header: "x" — unknown'],
  [
    'key;name;numbers\na;"A;+33199002001\nb;B;+33199002002\n',
    'c.csv:2:1 a quotation mark opens here and never closes',
  ],
  ['key;name;numbers\na;A "B;+33199002001\n', 'c.csv:2:1 a quotation mark inside a field'],
  [`key;name;numbers\na;"${'x\n'.repeat(100_000)}`, 'a row longer than 65,536 characters'],
])('%# a broken file is refused at the place', async (csv, sentence) => {
  const { problems } = await read(csv)
  expect(problems[0]).toContain(sentence)
})

test('a spreadsheet that only calls itself CSV is refused', async () => {
  const { contacts, problems } = await read(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 8, 0, 0xff]))
  expect({ contacts, problems }).toEqual({
    contacts: [],
    problems: ['c.csv:1:1 not a text file; expected comma-separated values'],
  })
})

test('more contacts than a batch come in batches, in their order', async () => {
  const count = 12_001
  const many = Array.from(
    { length: count },
    (_, n) => `k${n};Nom ${n};06${String(n).padStart(8, '0')}\n`,
  ).join('')
  const { contacts, problems } = await read(`key;name;numbers\n${many}`)
  expect(problems).toEqual([])
  expect(contacts).toHaveLength(count)
  expect(contacts.at(-1)?.key).toBe('k12000')
})

test('names are shown as they are, without what turns text around or hides in it', async () => {
  const { contacts } = await read('key;name;numbers\na;<b>M.\u202e Dupont\u200b</b>;+33199002001\n')
  expect(contacts[0]?.name).toBe('<b>M. Dupont</b>')
})
