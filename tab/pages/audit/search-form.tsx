/** Who, what, when: all that is given must fit. */
import { Button, Input, Select } from '@fluentui/react-components'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditView } from '../../../bot/data/view'
import { Panel } from '../../frame/panel'
import type { AuditWish } from '../../reads'
import { isSought } from './wish'

interface Props {
  readonly wish: AuditWish
  readonly deeds: AuditView['deeds']
  readonly onSeek: (wish: AuditWish) => void
}

const nothing: AuditWish = { who: '', what: '', matter: '', from: '', until: '', itself: false }

export function SearchForm({ wish, deeds, onSeek }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(wish)
  const [who, what, from, until] = [useId(), useId(), useId(), useId()]
  const change = (part: Partial<AuditWish>) => setTyped({ ...typed, ...part })
  return (
    <Panel title={t('audit.search')}>
      <form
        className="seek"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSeek({ ...typed, who: typed.who.trim() })
        }}
      >
        <label htmlFor={who}>{t('audit.who')}</label>
        <Input
          id={who}
          maxLength={100}
          value={typed.who}
          onChange={(_, { value }) => change({ who: value })}
        />
        <label htmlFor={what}>{t('audit.what')}</label>
        <Select id={what} value={typed.what} onChange={(_, { value }) => change({ what: value })}>
          <option value="">{t('audit.every-deed')}</option>
          {deeds.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
        <label htmlFor={from}>{t('audit.from')}</label>
        <Input
          id={from}
          type="date"
          value={typed.from}
          onChange={(_, { value }) => change({ from: value })}
        />
        <label htmlFor={until}>{t('audit.until')}</label>
        <Input
          id={until}
          type="date"
          value={typed.until}
          onChange={(_, { value }) => change({ until: value })}
        />
        <label className="tick">
          <input
            type="checkbox"
            checked={typed.itself}
            onChange={(event) => change({ itself: event.target.checked })}
          />
          <span>{t('audit.itself')}</span>
        </label>
        <div className="act-line">
          <Button appearance="primary" type="submit">
            {t('audit.find')}
          </Button>
          {isSought(wish) && <Button onClick={() => onSeek(nothing)}>{t('audit.all')}</Button>}
        </div>
      </form>
    </Panel>
  )
}
