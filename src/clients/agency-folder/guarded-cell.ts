/**
 * A cell that begins like a formula gets an apostrophe in front, so that a spreadsheet shows it instead of
 * running it; every telephone number does. Reading takes the apostrophe away again.
 */
export const guardedCell = {
  write: (text: string): string => (/^'*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text),
  read: (text: string): string => (/^''*[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text),
}
