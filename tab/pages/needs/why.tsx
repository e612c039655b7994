/** Why there is no figure: the rule in plain words, where the question comes up (P7). */
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  readonly topic: string
  readonly families: number
  readonly distance: number
}

export function Why({ topic, families, distance }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <span className="why">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        aria-label={t('demand.why-of', { topic })}
        onClick={() => setOpen(!open)}
      >
        {t('demand.why')}
      </button>
      <span id={id} hidden={!open} className="quiet">
        {t('demand.why-says', { families, distance })}
      </span>
    </span>
  )
}
