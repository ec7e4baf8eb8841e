import { contactColumns } from '../../agency-folder/contact-row.ts'

/** What people call the columns of such files. */
const names: Readonly<Record<(typeof contactColumns)[number], readonly string[]>> = {
  key: ['key', 'cle', 'id', 'identifiant', 'reference', 'ref', 'code'],
  name: ['name', 'nom', 'nomcomplet', 'fullname', 'contact', 'appelant', 'nomprenom', 'displayname'],
  company: ['company', 'societe', 'entreprise', 'organisation', 'organization', 'raisonsociale'],
  numbers: [
    ...[
      'numbers',
      'numeros',
      'number',
      'numero',
      'telephone',
      'telephones',
      'tel',
      'phone',
      'mobile',
      'portable',
    ],
    ...[
      'fixe',
      'gsm',
      'telephonefixe',
      'telephonemobile',
      'telephoneportable',
      'mobilephone',
      'businessphone',
    ],
  ],
  email: ['email', 'mail', 'courriel', 'adressemail', 'adresseemail', 'emailaddress'],
  tags: ['tags', 'tag', 'etiquettes', 'etiquette', 'categories', 'categorie'],
  executive: ['executive', 'dirigeant', 'destinataire', 'responsable'],
}

/** For each column of the file the field it probably holds; each field once, save numbers, of which there may be several. */
export function guessMapping(header: readonly string[]): string[] {
  const taken = new Set<string>()
  return header.map((cell) => {
    const found = fieldNamed(cell)
    if (!found || (found !== 'numbers' && taken.has(found))) return ''
    taken.add(found)
    return found
  })
}

function fieldNamed(cell: string): string | undefined {
  const plain = cell
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
  return contactColumns.find((column) => names[column].includes(plain))
}
