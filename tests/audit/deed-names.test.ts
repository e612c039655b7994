/** Deeds as the audit log names them: each has a name in both languages. */
import { openTexts } from '../../bot/texts'
import { wordTexts } from '../../bot/word-texts'
import { filesIn, textOf } from '../house/sources'

it('every deed that the code writes down has its name in both languages', () => {
  const written = filesIn('bot', /\.ts$/).flatMap((file) =>
    file.includes('/use-cases/') || file.startsWith('bot/groups/')
      ? [...textOf(file).matchAll(/what: '([a-z]+\.[a-z-]+)'|'(poll\.[a-z]+-(?:option|voter))'/g)]
      : [],
  )
  const deeds = [...new Set(written.map(([, deed, edit]) => deed ?? edit ?? '')), 'retention.audit']
  expect(deeds.length).toBeGreaterThan(12)
  for (const language of ['de', 'en'] as const) {
    const { t } = openTexts(wordTexts, () => new Date(0)).for(language, 'Europe/Berlin')
    const other = t('audit:name.other', { what: '' }).slice(0, 6)
    const named = deeds.map((deed) =>
      t([`audit:name.${deed.replace('.', '-')}`, 'audit:name.other'], { what: deed }),
    )
    expect(named.filter((name) => name.startsWith(other))).toEqual([])
  }
})
