import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice: argon2id, 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The same letters however a keyboard composes them. */
const normal = (password: string) => password.normalize('NFKC')

/** In PHC form. */
export const hashPassword = (password: string): Promise<string> => hash(normal(password), cost)

let nobodysHash: Promise<string> | null = null

/** Takes as long for an account that does not exist or has no password: it is then compared with nobody's. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  nobodysHash ??= hashPassword('an account that nobody has')
  const isRight = await verify(passwordHash ?? (await nobodysHash), normal(password))
  return passwordHash !== null && isRight
}
