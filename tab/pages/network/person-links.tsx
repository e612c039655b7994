/** The personal links of somebody without Teams: what each is for, whether it was opened; handed over and taken back. */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HandedOverView, LinkLine, LinksView } from '../../../bot/links/view'
import { useAct } from '../../acting'
import { ChoiceField } from '../../frame/fields'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { useLinks, useMe } from '../../reads'
import { saysWhen } from '../../when'
import { HandedOver } from './handed-over'

export function PersonLinks({ member, onEnd }: { readonly member: string; readonly onEnd: () => void }) {
  const { t } = useTranslation()
  const links = useLinks(member)
  const view = links.data
  return (
    <section className="form boxed" aria-label={t('links.of', { name: view?.name ?? '' })}>
      <h3>{t('links.of', { name: view?.name ?? '' })}</h3>
      {links.isPending && <Waiting rows={3} />}
      {links.isError && <TroubleBar trouble={links.error} onRetry={() => void links.refetch()} />}
      {view && <HandOver view={view} />}
      {view && view.links.length > 0 && (
        <ul className="rows entries">
          {view.links.map((link) => (
            <li key={link.id}>
              <Row link={link} />
            </li>
          ))}
        </ul>
      )}
      {view?.links.length === 0 && <p className="quiet">{t('links.none')}</p>}
      <div className="form-actions">
        <Button onClick={onEnd}>{t('links.close')}</Button>
      </div>
    </section>
  )
}

function HandOver({ view }: { readonly view: LinksView }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState('')
  const [given, setGiven] = useState<HandedOverView | null>(null)
  const handing = useAct<HandedOverView>('link.hand-over', setGiven)
  const wanted = view.open.find(({ purpose, matter }) => `${purpose} ${matter}` === chosen)
  if (view.open.length === 0) return <p className="quiet">{t('links.nothing-open')}</p>
  return (
    <>
      <ChoiceField
        label={t('links.for')}
        hint={t('links.for-hint')}
        value={chosen}
        onChange={(value) => {
          setChosen(value)
          setGiven(null)
        }}
        options={[
          ['', t('people.choose')],
          ...view.open.map(
            ({ purpose, matter, title }) =>
              [`${purpose} ${matter}`, t(`links.purpose-${purpose}`, { title })] as const,
          ),
        ]}
      />
      {handing.isError && <TroubleBar trouble={handing.error} />}
      <div className="form-actions">
        <Button
          appearance="primary"
          disabledFocusable={handing.isPending || !wanted}
          onClick={() =>
            wanted && handing.mutate({ member: view.id, purpose: wanted.purpose, matter: wanted.matter })
          }
        >
          {t('links.hand-over')}
        </Button>
      </div>
      <div role="status">{given && <HandedOver given={given} name={view.name} />}</div>
    </>
  )
}

function Row({ link }: { readonly link: LinkLine }) {
  const { t, i18n } = useTranslation()
  const zone = useMe().data?.network.zone ?? 'Europe/Berlin'
  const revoking = useAct('link.revoke')
  const when = (at: string) => saysWhen(at, zone, i18n.language)
  const title =
    link.title === '' ? t('links.gone') : t(`links.purpose-${link.purpose}`, { title: link.title })
  const more = [
    t(link.handedOver ? 'links.by-hand' : 'links.by-letter', { at: when(link.madeAt) }),
    link.openedAt === null ? t('links.not-opened') : t('links.opened', { at: when(link.openedAt) }),
    link.state === 'works' ? t('links.works', { at: when(link.expiresAt) }) : t(`links.${link.state}`),
  ]
  return (
    <div className="entry">
      <span className="row-what">
        <span className="row-title">{title}</span>
        <span className="row-more">
          {more.map((text) => (
            <span key={text}>{text}</span>
          ))}
        </span>
        {revoking.isError && <TroubleBar trouble={revoking.error} />}
      </span>
      {link.state === 'works' && (
        <Button
          appearance="subtle"
          size="small"
          disabledFocusable={revoking.isPending}
          aria-label={t('links.revoke-one', { title })}
          onClick={() => revoking.mutate({ link: link.id })}
        >
          {t('links.revoke')}
        </Button>
      )}
    </div>
  )
}
