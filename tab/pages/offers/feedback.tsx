/** N5: after the course the organisation says whether its need is met; it may think again. */

import { Button } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Met, OfferView } from '../../../bot/offers/view'
import { useAct } from '../../acting'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'

const answers: readonly Met[] = ['yes', 'partly', 'no']

export function Feedback({ offer }: { readonly offer: OfferView }) {
  const { t } = useTranslation()
  const say = useAct('offer.say-met')
  return (
    <Panel title={t('met.title')}>
      <p>{t('met.says')}</p>
      <div className="form-actions">
        {answers.map((met) => (
          <Button
            key={met}
            appearance={offer.met === met ? 'primary' : 'secondary'}
            aria-pressed={offer.met === met}
            disabledFocusable={say.isPending}
            onClick={() => say.mutate({ offer: offer.id, met })}
          >
            {t(`met.${met}`)}
          </Button>
        ))}
      </div>
      <p role="status" className="saved">
        {say.isPending
          ? t('manage.working')
          : offer.met !== null && t('met.saved', { met: t(`met.${offer.met}`) })}
      </p>
      {say.isError && <TroubleBar trouble={say.error} />}
    </Panel>
  )
}
