/** Both language files of the manifest: complete, of equal shape, and each key leading to a text. */
import german from '../../manifest/de.json'
import english from '../../manifest/en.json'
import manifest from '../../manifest/manifest.json'

type Texts = Readonly<Record<string, string>>

const textsIn = ({ $schema, ...texts }: Texts & { readonly $schema: string }): Texts => texts
const de = textsIn(german)
const en = textsIn(english)
const keys = Object.keys(de)

/** `bots[0].commandLists[1].commands[0].title` read in the manifest. */
function at(key: string): unknown {
  const steps = key.split(/[.[\]]+/).filter(Boolean)
  return steps.reduce<unknown>(
    (value, step) => (value as Record<string, unknown> | undefined)?.[step],
    manifest,
  )
}

/** Keys of everything in the manifest that people read and Teams lets one translate. */
const readable = [
  ...['name.short', 'name.full', 'description.short', 'description.full'],
  ...manifest.staticTabs.flatMap((tab, index) => ('name' in tab ? [`staticTabs[${index}].name`] : [])),
  ...manifest.bots.flatMap(({ commandLists }) =>
    commandLists.flatMap(({ commands }, list) =>
      commands.flatMap((_, command) =>
        ['title', 'description'].map((what) => `bots[0].commandLists[${list}].commands[${command}].${what}`),
      ),
    ),
  ),
]

// Microsoft's schema for these files cannot be asked: one of its patterns is no regular expression to ajv.
const mostLetters: readonly (readonly [RegExp, number])[] = [
  [/^name\.short$/, 30],
  [/^name\.full$/, 100],
  [/^description\.short$/, 80],
  [/^description\.full$/, 4000],
  [/\.(name|title)$/, 128],
  [/\.description$/, 4000],
]

describe('the languages of the manifest', () => {
  it('are German, which is the default, and English', () => {
    expect(manifest.localizationInfo).toEqual({
      defaultLanguageTag: 'de',
      defaultLanguageFile: 'de.json',
      additionalLanguages: [{ languageTag: 'en', file: 'en.json' }],
    })
  })

  it('have the same keys', () => {
    expect(Object.keys(en)).toEqual(keys)
  })

  it('translate everything that people read, and nothing that is not there', () => {
    expect([...keys].sort()).toEqual([...readable].sort())
  })

  it('say in German what the manifest itself says, since Teams falls back to it', () => {
    for (const key of keys) expect([key, de[key]]).toEqual([key, at(key)])
  })

  it.each([
    ['German', de],
    ['English', en],
  ])('keep every %s text within what Teams shows', (_, texts) => {
    for (const [key, text] of Object.entries(texts)) {
      const most = mostLetters.find(([pattern]) => pattern.test(key))?.[1] ?? 0
      expect([key, text.trim().length > 0, text.length <= most]).toEqual([key, true, true])
    }
  })

  it('belong to the schema of the manifest', () => {
    const expected = manifest.$schema.replace('MicrosoftTeams.', 'MicrosoftTeams.Localization.')
    expect([german.$schema, english.$schema]).toEqual([expected, expected])
  })
})
