/** How often the reader hears of news that do not come singly (E4): the same setting as on the card of "sprache". */
import { Select } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { MeView } from '../../../bot/groups/view'
import { act } from '../../ask'
import { TroubleBar } from '../../frame/trouble-bar'
import { client } from '../../reads'

const rhythms = ['daily', 'weekly'] as const

export function News({ digest }: Pick<MeView, 'digest'>) {
  const { t } = useTranslation()
  const id = useId()
  const change = useMutation({
    mutationFn: (to: string) => act<MeView>('member.set-digest', { digest: to }),
    onSuccess: (me) => client.setQueryData(['member.show'], me),
  })
  return (
    <div className="news">
      <p className="quiet">{t('news.says')}</p>
      <div className="filter">
        <label htmlFor={id}>{t('news.rest')}</label>
        <Select
          id={id}
          value={change.isPending ? change.variables : digest}
          onChange={(_, { value }) => change.mutate(value)}
        >
          {rhythms.map((rhythm) => (
            <option key={rhythm} value={rhythm}>
              {t(`news.${rhythm}`)}
            </option>
          ))}
        </Select>
        <span role="status">
          {change.isPending ? t('news.saving') : change.isSuccess ? t('news.saved') : ''}
        </span>
      </div>
      {change.isError && <TroubleBar trouble={change.error} />}
    </div>
  )
}
