/** The fields of a settings form as a browser would send them, some of them changed. */
export function fieldsIn(
  body: string,
  changed: Record<string, string | string[]> = {},
): Record<string, string | string[]> {
  const fields: Record<string, string[]> = {}
  const add = (name: string | undefined, value: string) => {
    if (name) fields[name] = [...(fields[name] ?? []), unescaped(value)]
  }
  const form = /<form method="post" class="setup"[\s\S]*?<\/form>/.exec(body)?.[0] ?? ''
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(tag)?.[1]
    if (/type="checkbox"/.test(tag) && !/ checked/.test(tag)) continue
    if (name !== 'form') add(name, /value="([^"]*)"/.exec(tag)?.[1] ?? '')
  }
  for (const [, name, text = ''] of form.matchAll(
    /<textarea[^>]*name="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g,
  ))
    add(name, text)
  for (const [, name, options = ''] of form.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
    add(name, /value="([^"]*)" selected/.exec(options)?.[1] ?? /value="([^"]*)"/.exec(options)?.[1] ?? '')
  return { ...fields, do: 'save', ...changed }
}

const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
