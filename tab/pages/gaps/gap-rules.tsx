/** Where the figures of a gap report come from, and why some are missing: in plain words below them. */
import { useTranslation } from 'react-i18next'
import type { GapView } from '../../../bot/gaps/view'
import type { RoundTitle } from '../../../bot/needs/view'
import { Panel } from '../../frame/panel'
import { saysQuarter } from '../offers/says'

export function GapRules({ view }: { readonly view: GapView }) {
  const { t } = useTranslation()
  const { rounds, leastFamilies: families, leastDistance: distance } = view
  const says = ({ quarter, group }: RoundTitle) =>
    [t('gaps.round', { quarter: saysQuarter(quarter, t) }), group?.name].filter(Boolean).join(', ')
  return (
    <Panel title={t('gaps.rules')} className="gap-rules">
      <p data-testid="base">
        {rounds.length === 0 ? t('gaps.base-none') : t('gaps.base', { rounds: rounds.map(says).join('; ') })}
      </p>
      <p>{t('gaps.rule-demand', { families })}</p>
      <p>{t('gaps.rule-places')}</p>
      {view.showsMet && <p>{t('gaps.rule-met', { families, distance })}</p>}
    </Panel>
  )
}
