/** The tab's words: the same keys and the same gaps in both languages. */
import de from '../../tab/texts/de.json'
import en from '../../tab/texts/en.json'

const flat = (texts: object, path = ''): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === 'string' ? [[path + key, text]] : Object.entries(flat(text, `${path}${key}.`)),
    ),
  )
const gaps = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort()

test('every text of the tab is there in both languages', () => {
  expect(Object.keys(flat(en)).sort()).toEqual(Object.keys(flat(de)).sort())
})

test('every text has the same gaps in both languages', () => {
  const english = flat(en)
  for (const [key, text] of Object.entries(flat(de)))
    expect([key, gaps(english[key] ?? '')]).toEqual([key, gaps(text)])
})
