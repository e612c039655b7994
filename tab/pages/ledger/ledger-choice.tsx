/** Whose ledger, for readers who may see several. */
import { Select } from '@fluentui/react-components'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerView } from '../../../bot/ledger/view'

interface Props {
  readonly ledgers: LedgerView['ledgers']
  readonly chosen: string | null
  readonly onChoose: (ledger: string | null) => void
}

/** The network's own ledger has no id; the service knows it by this word. */
const own = 'network'

export function LedgerChoice({ ledgers, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const id = useId()
  if (ledgers.length < 2) return null
  return (
    <div className="filter">
      <label htmlFor={id}>{t('ledger.which')}</label>
      <Select id={id} value={chosen ?? ''} onChange={(_, { value }) => onChoose(value === '' ? null : value)}>
        <option value="">{t('ledger.every')}</option>
        {ledgers.map((ledger) => (
          <option key={ledger.id ?? own} value={ledger.id ?? own}>
            {ledger.name}
          </option>
        ))}
      </Select>
    </div>
  )
}
