/** All posts, those that wait, or those that somebody should look at: one choice, by finger or arrow keys. */
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerWish } from '../../reads'
import { states } from './wish'

interface Props {
  readonly state: LedgerWish['state']
  readonly onChoose: (state: LedgerWish['state']) => void
}

export function StateFilter({ state, onChoose }: Props) {
  const { t } = useTranslation()
  const name = useId()
  return (
    <fieldset className="choices">
      <legend className="unseen">{t('ledger.filter')}</legend>
      {states.map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={one === state} onChange={() => onChoose(one)} />
          <span>{t(`ledger.show.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}
