/** Who books, for whoever offers it: names by consent alone, all others as one sum (N3). */
import { useTranslation } from 'react-i18next'
import type { TakenView } from '../../../bot/offers/view'
import { Panel } from '../../frame/panel'

export function Taken({ taken }: { readonly taken: TakenView }) {
  const { t } = useTranslation()
  const { named, unnamed } = taken
  const nobody = named.length === 0 && unnamed.booked + unnamed.waiting === 0
  return (
    <Panel title={t('taken.title')}>
      <p className="quiet">{t('taken.says')}</p>
      {nobody ? (
        <p>{t('taken.nobody')}</p>
      ) : (
        <table className="table taken" data-testid="taken">
          <thead>
            <tr>
              <th scope="col">{t('taken.organisation')}</th>
              <th scope="col">{t('taken.booked')}</th>
              <th scope="col">{t('taken.waiting')}</th>
            </tr>
          </thead>
          <tbody>
            {named.map(({ organisation, booked, waiting }) => (
              <tr key={organisation}>
                <th scope="row">{organisation}</th>
                <td>{booked}</td>
                <td>{waiting}</td>
              </tr>
            ))}
            {unnamed.booked + unnamed.waiting > 0 && (
              <tr>
                <th scope="row">{t('taken.unnamed')}</th>
                <td>{unnamed.booked}</td>
                <td>{unnamed.waiting}</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
