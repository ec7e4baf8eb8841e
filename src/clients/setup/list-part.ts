import type { FileObject } from '../change-client.ts'
import { type Entered, fieldsOf, type Group } from './field.ts'
import { listAt, toEntered, toFileValues } from './file-values.ts'
import { newKey } from './new-key.ts'
import type { About, ListName, Part } from './part.ts'

type Item = FileObject

type ListShape = {
  readonly name: ListName
  readonly groups: (about: About) => readonly Group[]
  /** What a new item's key is made from. */
  readonly keyFrom: (item: Item) => string
  /** Between what the file says and what the fields show, where these differ. */
  readonly fromFile?: (item: Item) => Item
  readonly toFile?: (item: Item, before: Item) => Item
  /** What stands in the fields of a new one. */
  readonly fresh?: (about: About) => Item
}

/** A part of which a client has several, each by its key: lines, executives, reasons and so on. */
export function listPart(shape: ListShape): Part {
  const { name, groups, keyFrom, fromFile = same, toFile = same, fresh = () => ({}) } = shape
  const fields = (about: About) => fieldsOf(groups(about))
  return {
    name,
    groups,
    entered(about, key) {
      if (key === null) return toEntered(fields(about), fresh(about))
      const item = listAt(about.file, name).find((one) => one.key === key)
      return item ? toEntered(fields(about), fromFile(item)) : null
    },
    write(about, key, entered) {
      const items = listAt(about.file, name)
      return {
        ...about.file,
        [name]: key === null ? [...items, added(about, items, entered)] : items.map(changed),
      }

      function changed(item: Item): Item {
        return item.key === key ? { key, ...toFile(toFileValues(fields(about), entered), item) } : item
      }
    },
    remove: (file, key) => ({ ...file, [name]: listAt(file, name).filter((item) => item.key !== key) }),
    place(file, key) {
      const items = listAt(file, name)
      return [name, key === null ? items.length : items.findIndex((item) => item.key === key)]
    },
  }

  function added(about: About, items: readonly Item[], entered: Entered): Item {
    const item = toFile(toFileValues(fields(about), entered), {})
    return {
      key: newKey(
        keyFrom(item),
        items.map(({ key }) => String(key)),
      ),
      ...item,
    }
  }
}

const same = (item: Item): Item => item
