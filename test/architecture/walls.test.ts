import { describe, expect, test } from 'vitest'
import { parseSourceFile, readSourceFiles } from './source-files.ts'
import { walls } from './walls.ts'

const house = readSourceFiles(['src', 'workers'])

describe('the walls of the house stand', () => {
  test('every slice is looked at', () => {
    expect(house.map((file) => file.path)).toContain('src/context.ts')
    expect(house.map((file) => file.path)).toContain('src/rules/decide.ts')
  })

  test.for(Object.entries(walls))('%s', ([, breaches]) => {
    expect(breaches(house)).toEqual([])
  })
})

const tablesOfCalls = {
  'src/calls/tables.ts': `export const calls = pgTable(\n  'calls', {})\nexport const callEvents = pgTable('call_events', {})`,
}

/** Small made-up houses: files by path, and what the wall must say about them. */
const brokenHouses: Record<string, [files: Record<string, string>, breaches: string[]][]> = {
  'the twilio package is used only in src/twilio': [
    [{ 'src/calls/answer.ts': `import twilio from 'twilio'` }, ['src/calls/answer.ts imports twilio']],
    [
      { 'src/calls/answer.ts': `import type { Twilio } from 'twilio/lib/rest/Twilio'` },
      ['src/calls/answer.ts imports twilio/lib/rest/Twilio'],
    ],
    [
      {
        'src/twilio/gateway.ts': `import twilio from 'twilio'`,
        'src/calls/a.ts': `// import twilio from 'twilio'`,
      },
      [],
    ],
  ],
  'bullmq is used only in src/jobs, src/context.ts and workers': [
    [{ 'src/texts/send.ts': `export { Queue } from 'bullmq'` }, ['src/texts/send.ts imports bullmq']],
    [
      {
        'src/jobs.ts': `import { Queue } from 'bullmq'`,
        'workers/main.ts': `import { Worker } from 'bullmq'`,
      },
      [],
    ],
  ],
  'fastify is used only where HTTP comes in: app.ts, routes and plugins': [
    [
      { 'src/calls/receive-call.ts': `import type {\n  FastifyRequest,\n} from "fastify"` },
      ['src/calls/receive-call.ts imports fastify'],
    ],
    [
      { 'src/calls/x.ts': `const form = await import('@fastify/formbody')` },
      ['src/calls/x.ts imports @fastify/formbody'],
    ],
    [
      {
        'src/calls/routes.ts': `import Fastify from 'fastify'`,
        'src/calls/step-routes.ts': `import 'fastify'`,
        'src/app.ts': `import 'fastify'`,
      },
      [],
    ],
  ],
  'decisions, TwiML, states and pages reach no database, file, network, clock or process': [
    [
      {
        'src/rules/decide.ts': `import { hours } from './hours.ts'`,
        'src/rules/hours.ts': `export const hours = (now = new Date()) => now`,
      },
      ['src/rules/decide.ts → src/rules/hours.ts reaches the clock'],
    ],
    [
      { 'src/calls/states.ts': `import { readFileSync } from 'node:fs'` },
      ['src/calls/states.ts reaches node:fs'],
    ],
    [
      { 'src/calls/pages.ts': `const page = html\`<p>\${process.env.HOST}</p>\`` },
      ['src/calls/pages.ts reaches the process'],
    ],
    [
      { 'src/links/voicemail-pages.ts': `const day = Temporal.Now.instant()` },
      ['src/links/voicemail-pages.ts reaches the clock'],
    ],
    [
      {
        'src/messages/compose-text.ts': `import { x } from '../db/db.ts'\nfetch('https://a')`,
        'src/db/db.ts': `import { sql } from 'drizzle-orm'`,
      },
      [
        'src/messages/compose-text.ts reaches the network',
        'src/messages/compose-text.ts → src/db/db.ts reaches drizzle-orm',
      ],
    ],
    [
      {
        'src/digests/due.ts': [
          `import type { Db } from '../db/db.ts'`,
          `import { createHash } from 'node:crypto'`,
          `// Date.now() would be wrong here`,
          `const words = 'process.env' + \`new Date()\` + new Date(0).toISOString() + job.process.length`,
          `const pattern = /['"]Date.now()/`,
        ].join('\n'),
        'src/db/db.ts': `import { sql } from 'drizzle-orm'`,
      },
      [],
    ],
  ],
  'deleting workers leaves src compiling, src/main.ts aside': [
    [
      { 'src/context.ts': `import { schedule } from '../workers/schedule.ts'` },
      ['src/context.ts imports workers/schedule.ts'],
    ],
    [{ 'src/main.ts': `const { start } = await import('../workers/main.ts')` }, []],
  ],
  'no file is longer than 200 lines': [
    [{ 'workers/main.ts': 'x()\n'.repeat(201) }, ['workers/main.ts has 201 lines']],
    [{ 'workers/main.ts': 'x()\n'.repeat(200), 'src/i18n/fr.ts': 'x()\n'.repeat(900) }, []],
  ],
  'names say what the business does: no index, types, utils, helpers, services': [
    [
      { 'src/calls/index.ts': '', 'src/utils/date.ts': '', 'src/calls/types.ts': '' },
      ['src/calls/index.ts', 'src/utils/date.ts', 'src/calls/types.ts'],
    ],
    [{ 'src/calls/call-types-table.ts': '' }, []],
  ],
  'only the slice that owns a table writes to it': [
    [
      {
        ...tablesOfCalls,
        'src/texts/a.ts': `import { callEvents as events } from '../calls/tables.ts'\nawait db.insert(events).values(x)`,
      },
      ['src/texts/a.ts writes to call_events, which belongs to calls'],
    ],
    [
      {
        ...tablesOfCalls,
        'src/texts/a.ts': `import * as tables from '../db/tables.ts'\nawait db.update(tables.calls).set(x)`,
      },
      ['src/texts/a.ts writes to calls, which belongs to calls'],
    ],
    [
      {
        ...tablesOfCalls,
        'workers/a.ts': `import { calls } from '../src/calls/tables.ts'\nsql\`delete from \${calls}\``,
      },
      ['workers/a.ts writes to calls, which belongs to calls'],
    ],
    [
      {
        ...tablesOfCalls,
        'src/texts/a.ts':
          'sql`with x as (insert into call_events (id) values (1)) update "calls" c set n = 1`',
      },
      [
        'src/texts/a.ts writes to calls, which belongs to calls',
        'src/texts/a.ts writes to call_events, which belongs to calls',
      ],
    ],
    [
      {
        ...tablesOfCalls,
        'src/calls/b.ts': `import { calls } from './tables.ts'\ndb.insert(calls)`,
        'src/texts/b.ts': `import { calls } from '../calls/tables.ts'\ndb.select().from(calls)\nseen.delete(callId) // insert into calls`,
      },
      [],
    ],
  ],
}

describe('a wall that is broken is seen', () => {
  test.for(Object.entries(brokenHouses))('%s', ([wall, houses]) => {
    for (const [files, breaches] of houses) {
      const parsed = Object.entries(files).map(([path, text]) => parseSourceFile(path, text))
      expect(walls[wall]?.(parsed)).toEqual(breaches)
    }
  })

  test('every wall is tried with a house that breaks it', () => {
    const tried = Object.entries(brokenHouses).filter(([, houses]) =>
      houses.some(([, breaches]) => breaches.length > 0),
    )
    expect(tried.map(([wall]) => wall)).toEqual(Object.keys(walls))
  })
})
