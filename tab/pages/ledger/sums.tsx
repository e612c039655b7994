/** The ledger in three figures: what waits, what has arrived, what somebody should look at. */
import { useTranslation } from 'react-i18next'
import type { LedgerView } from '../../../bot/ledger/view'
import { saysNumber } from '../../when'

const shown = ['waiting', 'sent', 'trouble'] as const

export function Sums({ counts }: { readonly counts: LedgerView['counts'] }) {
  const { t, i18n } = useTranslation()
  return (
    <ul className="panel sums" aria-label={t('ledger.sums')} data-testid="sums">
      {shown.map((sum) => (
        <li key={sum}>
          <span className="figure">{saysNumber(counts[sum], i18n.language)}</span>{' '}
          <span className="sum-of">{t(`ledger.sum.${sum}`, { count: counts[sum] })}</span>
        </li>
      ))}
    </ul>
  )
}
