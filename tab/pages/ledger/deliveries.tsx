/** The posts themselves, newest first; older ones come by a button. */
import { Button } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeliveryLine, LedgerView } from '../../../bot/ledger/view'
import { Panel } from '../../frame/panel'
import type { LedgerWish } from '../../reads'
import { DeliveryRow } from './delivery-row'
import { useHeldFocus } from './held-focus'
import { StateFilter } from './state-filter'

export interface DeliveriesProps {
  readonly pages: readonly LedgerView[]
  readonly zone: string
  readonly state: LedgerWish['state']
  /** What is shown is still what was asked for before. */
  readonly busy: boolean
  readonly onChoose: (state: LedgerWish['state']) => void
  readonly older: { readonly busy: boolean; readonly load: () => void } | null
}

export function Deliveries({ pages, zone, state, busy, onChoose, older }: DeliveriesProps) {
  const { t } = useTranslation()
  const [said, setSaid] = useState('')
  const lines = onlyOnce(pages.flatMap((page) => page.deliveries))
  const held = useHeldFocus(lines.map((line) => line.id))
  return (
    <Panel
      title={t('ledger.list')}
      aside={<StateFilter state={state} onChoose={onChoose} />}
      className="deliveries"
    >
      <p className="unseen" role="status">
        {said}
      </p>
      <div aria-busy={busy} {...held}>
        {lines.length > 0 ? (
          <ul className="rows">
            {lines.map((line) => (
              <li key={line.id} className="delivery" data-testid="delivery" data-held={line.id} tabIndex={-1}>
                <DeliveryRow line={line} zone={zone} onDone={setSaid} />
              </li>
            ))}
          </ul>
        ) : (
          <Nothing state={state} />
        )}
      </div>
      {older && (
        <Button className="older" onClick={older.load} disabledFocusable={older.busy}>
          {t(older.busy ? 'polls.loading-older' : 'polls.older')}
        </Button>
      )}
    </Panel>
  )
}

function Nothing({ state }: { readonly state: LedgerWish['state'] }) {
  const { t } = useTranslation()
  const key = state === 'trouble' ? 'none-trouble' : 'none-waiting'
  return (
    <div className="nothing">
      <CheckmarkCircleRegular aria-hidden />
      <div>
        <p className="nothing-title">{t(`ledger.${key}`)}</p>
        <p>{t(`ledger.${key}-why`)}</p>
      </div>
    </div>
  )
}

/** Between two readings a post may have moved from one page to the next. */
function onlyOnce(lines: readonly DeliveryLine[]): DeliveryLine[] {
  return [...new Map(lines.map((line) => [line.id, line])).values()]
}
