/** What was written about topics, for who runs the round: sorted by text, without organisations. */
import { useTranslation } from 'react-i18next'
import type { FreeTextsView } from '../../../bot/needs/view'
import { Panel } from '../../frame/panel'

export function FreeTexts({ texts }: { readonly texts: readonly FreeTextsView[] }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('demand.texts')} className="free-texts">
      <p className="quiet">{t('demand.texts-says')}</p>
      <div data-testid="texts">
        {texts.map(({ topic, name, occupations, notes }) => (
          <section key={topic}>
            <h3>{name}</h3>
            <List title={t('need-form.occupation')} lines={occupations} />
            <List title={t('need-form.note')} lines={notes} />
          </section>
        ))}
      </div>
    </Panel>
  )
}

function List({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <>
      <p className="quiet">{title}</p>
      <ul className="written-lines">
        {lines.map((line, at) => (
          // Two may have written the same.
          <li key={`${line} ${String(at)}`} className="written">
            {line}
          </li>
        ))}
      </ul>
    </>
  )
}
