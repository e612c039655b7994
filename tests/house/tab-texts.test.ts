/** The tab's texts: every one that is asked for is there, every one that is there is asked for, with its gaps filled. */
import de from '../../tab/texts/de.json'
import { code, filesIn } from './sources'
import { askedAs, askingsIn, flat, gapsOf, means, stringsIn } from './text-keys'

const german = flat(de)
const keys = Object.keys(german)
const files = filesIn('tab', code)
const asked = files.flatMap((file) => askingsIn(file, ['t']))
const strings = new Set(files.flatMap((file) => [...stringsIn(file)]))

const keysMeant = (name: string) => keys.filter((key) => means(name, key) || means(name, askedAs(key)))

it('every text that is asked for is there', () => {
  expect(asked.length).toBeGreaterThan(50)
  const missing = asked.flatMap(({ file, keys: names }) =>
    names.filter((name) => keysMeant(name).length === 0).map((name) => `${file}: ${name} has no text`),
  )
  expect(missing).toEqual([])
})

it('every text that is there is asked for', () => {
  const patterns = asked.flatMap(({ keys: names }) => names)
  const unused = keys.filter((key) => {
    const named = strings.has(key) || strings.has(askedAs(key))
    return !named && !patterns.some((name) => means(name, key) || means(name, askedAs(key)))
  })
  expect(unused).toEqual([])
})

it('every gap is filled where a text is asked for', () => {
  const lacking = asked.flatMap(({ file, keys: names, data }) =>
    (data ? names.filter((name) => !name.includes('*')) : []).flatMap(keysMeant).flatMap((key) =>
      gapsOf(german[key] ?? '')
        .filter((gap) => !data?.includes(gap))
        .map((gap) => `${file}: ${key} wants ${gap}`),
    ),
  )
  expect(lacking).toEqual([])
})
