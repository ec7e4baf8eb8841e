const count = (n: number, one: string) => `${n} ${n === 1 ? one : `${one}s`}`

/** A client's contacts and their import. */
export const setupContactsEn = {
  'setup.contacts.look': 'look at them',
  'setup.contacts.import': 'Import a CSV file',
  'setup.contacts.importHint':
    'One contact a row, titles in the first: name, company, number(s), e-mail, tags, executive. UTF-8, UTF-16 or Windows-1252; 20,000 rows and 5 MB at most. Nothing is saved before you have seen what would change.',
  'setup.contacts.file': 'File',
  'setup.contacts.look2': 'See what would change',
  'setup.contacts.preview': 'Before importing',
  'setup.contacts.uploaded': 'uploaded file',
  'setup.contacts.accents': 'See to the accents below.',
  'setup.contacts.tab': 'tab',
  'setup.contacts.columns': 'What each column holds',
  'setup.contacts.ignored': '(ignored)',
  'setup.contacts.field.key': 'key',
  'setup.contacts.field.name': 'name',
  'setup.contacts.field.company': 'company',
  'setup.contacts.field.numbers': 'number',
  'setup.contacts.field.email': 'e-mail',
  'setup.contacts.field.tags': 'tags',
  'setup.contacts.field.executive': 'executive',
  'setup.contacts.remap': 'Use these columns',
  'setup.contacts.outcome': 'What would change',
  'setup.contacts.go': 'Import',
  'setup.contacts.stop': 'Give up',
  'setup.contacts.notImported':
    'Nothing was imported: the file has rows to be corrected, or the client changed meanwhile.',
  'setup.contacts.refused.notText': 'This file is no text. Expected: a CSV file, saved from a spreadsheet.',
  'setup.contacts.refused.empty': 'This file is empty. Expected: a CSV file with a row of titles.',
  'setup.contacts.refused.tooManyRows':
    'The file has more than 20,000 rows. Expected: 20,000 at most; cut it into several.',
  'setup.contacts.refused.tooManyColumns': 'More than 50 columns. Expected: 50 at most.',
  'setup.contacts.refused.brokenQuote': 'A quotation mark opens and never closes. Nothing was imported.',
  'setup.contacts.refused.tooLarge':
    'The file is larger than 5 MB. Expected: 5 MB at most; cut it into several.',
  'setup.contacts.form': (v: { file: string; encoding: string; delimiter: string; rows: number }) =>
    `${count(v.rows, 'row')}, ${v.encoding}, separated by "${v.delimiter}".`,
  'setup.contacts.columnIs': (v: { column: string }) => `The column "${v.column}" holds`,
  'setup.contacts.created': (v: { count: number }) => `${v.count} new`,
  'setup.contacts.changed': (v: { count: number }) => `${v.count} changed`,
  'setup.contacts.kept': (v: { count: number }) => `${v.count} there already, unchanged`,
  'setup.contacts.unnamed': (v: { count: number }) => `${v.count} not in the file, kept`,
  'setup.contacts.removeOthers': (v: { count: number }) =>
    `Remove the ${v.count} that the file does not name`,
  'setup.contacts.bad': (v: { count: number }) =>
    `${count(v.count, 'row')} with an error. Nothing is imported until you decide.`,
  'setup.contacts.more': (v: { count: number }) => `And ${v.count} more like these.`,
  'setup.contacts.skip': (v: { bad: number; good: number }) => `Import ${v.good} rows, leaving ${v.bad} out`,
  'setup.contacts.atLine': (v: { line: number; said: string }) => `Line ${v.line}: ${v.said}`,
  'setup.contacts.atCell': (v: { line: number; column: number; name: string; said: string }) =>
    `Line ${v.line}, column ${v.column} (${v.name}): ${v.said}`,
  'setup.contacts.done': (v: { created: number; changed: number; removed: number }) =>
    `Imported: ${v.created} new, ${v.changed} changed, ${v.removed} removed.`,
}
