/** A button for what cannot be taken back: it asks once and says what follows. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../acting'
import type { Fields } from '../ask'
import { Question } from './question'
import { TroubleBar } from './trouble-bar'

interface Props {
  readonly route: string
  readonly fields: Fields
  /** On the button, and on the one that does it. */
  readonly does: string
  readonly title: string
  readonly says: string
  /** On the one that leaves it as it is. */
  readonly keeps: string
  readonly small?: boolean
  /** One among many of its kind. */
  readonly subtle?: boolean
  /** For those who listen only, where what stands on the button says too little. */
  readonly label?: string
}

export function AskedAct({
  route,
  fields,
  does,
  title,
  says,
  keeps,
  small = false,
  subtle = false,
  label,
}: Props) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const act = useAct(route, () => setAsking(false))
  const stop = () => {
    act.reset()
    setAsking(false)
  }
  return (
    <>
      <Button
        size={small ? 'small' : 'medium'}
        appearance={subtle ? 'subtle' : 'secondary'}
        {...(label !== undefined && { 'aria-label': label })}
        onClick={() => setAsking(true)}
      >
        {does}
      </Button>
      {asking && (
        <Question
          title={title}
          onEnd={stop}
          actions={
            <>
              <Button
                appearance="primary"
                disabledFocusable={act.isPending}
                onClick={() => act.mutate(fields)}
              >
                {act.isPending ? t('manage.working') : does}
              </Button>
              <Button onClick={stop}>{keeps}</Button>
            </>
          }
        >
          <p>{says}</p>
          {act.isError && <TroubleBar trouble={act.error} />}
        </Question>
      )}
    </>
  )
}
