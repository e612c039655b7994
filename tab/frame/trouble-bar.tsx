/** Says what went wrong where it happened: what, why, what instead, and the number to ask with (E3). */
import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Trouble } from '../trouble'

interface Props {
  readonly trouble: unknown
  readonly onRetry?: () => void
}

export function TroubleBar({ trouble, onRetry }: Props) {
  const { t } = useTranslation()
  const known = trouble instanceof Trouble ? trouble : new Trouble('fault', null, null, null)
  const words = known.words
  const instead = words ? words.instead : t(`trouble.${known.kind}-instead`, { defaultValue: '' })
  return (
    <MessageBar
      intent={known.kind === 'refusal' ? 'warning' : 'error'}
      layout="multiline"
      className="trouble"
      data-testid="trouble"
    >
      <MessageBarBody>
        <MessageBarTitle>{words?.what ?? t(`trouble.${known.kind}`)}</MessageBarTitle>{' '}
        {[words?.why, instead].filter(Boolean).join(' ')}
        {known.reference && known.kind !== 'refusal' && (
          <span className="reference"> {t('trouble.reference', { reference: known.reference })}</span>
        )}
      </MessageBarBody>
      {onRetry && known.kind !== 'refusal' && (
        <MessageBarActions>
          <Button size="small" onClick={onRetry}>
            {t('trouble.retry')}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  )
}
