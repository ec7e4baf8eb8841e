/**
 * A refusal that its reader can act upon: an HTTP status, a stable code for programs, and a sentence that names
 * the value and what was expected. Anything else that is thrown is a bug.
 */
export class AppError extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.name = 'AppError'
    this.status = status
    this.code = code
  }
}
