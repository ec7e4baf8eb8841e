import type { Context } from '../../src/context.ts'

/** A worker that claims its row in a first transaction, and dies when it would write down what came of it. */
export function diesInSettling<T extends Pick<Context, 'db'>>(context: T, killed: Error): T {
  let transactions = 0
  const db: Context['db'] = new Proxy(context.db, {
    get(target, property) {
      if (property !== 'transaction') return Reflect.get(target, property)
      return (...args: Parameters<Context['db']['transaction']>) => {
        transactions += 1
        if (transactions > 1) throw killed
        return target.transaction(...args)
      }
    },
  })
  return { ...context, db }
}
