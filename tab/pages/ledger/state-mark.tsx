/** The sign of a post's state: it repeats in shape what the words beside it say. */
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { ClockRegular } from '@fluentui/react-icons/svg/clock'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle'
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle'
import type { ComponentType } from 'react'
import type { DeliveryState } from '../../../bot/ledger/view'

type Sign = readonly [ComponentType<{ className: string; 'aria-hidden': boolean }>, string]

const signs: Readonly<Record<DeliveryState, Sign>> = {
  waiting: [ClockRegular, 'mark'],
  sending: [ArrowSyncRegular, 'mark mark-open'],
  sent: [CheckmarkCircleRegular, 'mark mark-done'],
  updated: [CheckmarkCircleRegular, 'mark mark-done'],
  failed: [ErrorCircleRegular, 'mark mark-trouble'],
  'given-up': [ErrorCircleRegular, 'mark mark-trouble'],
  unknown: [QuestionCircleRegular, 'mark mark-trouble'],
  gone: [DeleteRegular, 'mark'],
}

export function StateMark({ state }: { readonly state: DeliveryState }) {
  const [Icon, look] = signs[state]
  return <Icon className={look} aria-hidden />
}
