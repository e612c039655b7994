/** Request bodies at the price of joining strings: building an activity anew costs more than sending it. */

/**
 * @param sample any JSON value; `{{name}}` anywhere in its texts is a slot.
 * @returns fills the slots. What is put in stands inside a JSON string: no quotes, backslashes or line breaks.
 */
export function bodyTemplate(sample: unknown): (fill: Readonly<Record<string, string | number>>) => string {
  const parts = JSON.stringify(sample).split(/\{\{([a-zA-Z]+)\}\}/)
  return (fill) => parts.map((part, i) => (i % 2 === 0 ? part : fill[part])).join('')
}
