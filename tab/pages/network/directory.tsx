/** The network compared with its tenant's directory: who has no account any more is shown first, and marked with one press. */
import { Button } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { DirectoryPerson, DirectoryView, MarkedView } from '../../../bot/groups/view'
import { useAct } from '../../acting'
import { actPatiently } from '../../ask'
import { Panel } from '../../frame/panel'
import { TroubleBar } from '../../frame/trouble-bar'
import { Waiting } from '../../frame/waiting'
import { client, useDirectory, useMe } from '../../reads'
import { saysWhen } from '../../when'

export function Directory() {
  const { t } = useTranslation()
  const directory = useDirectory()
  const compare = useMutation({
    mutationFn: () => actPatiently<DirectoryView>('directory.compare', {}),
    onSuccess: (view) => {
      client.setQueryData(['directory.show'], view)
      // Who has left and has an account again stands in the list of people.
      return client.invalidateQueries({ queryKey: ['member.list'] })
    },
  })
  const view = directory.data
  // Neither the reader nor the service may ask, and nobody has ever been found missing: nothing to say.
  if (!view || !(view.mayCompare || view.byItself || view.absent.length > 0)) return null
  return (
    <Panel
      title={t('directory.title')}
      aside={
        view.mayCompare && (
          <Button disabledFocusable={compare.isPending} onClick={() => compare.mutate()}>
            {t('directory.compare')}
          </Button>
        )
      }
    >
      {compare.isPending && <Waiting rows={3} />}
      {compare.isError && <TroubleBar trouble={compare.error} />}
      {!compare.isPending && (
        <div role="status" className="form">
          <State view={view} tried={compare.isError} />
        </div>
      )}
      {!compare.isPending && <Absent view={view} />}
    </Panel>
  )
}

function State({ view, tried }: { readonly view: DirectoryView; readonly tried: boolean }) {
  const { t, i18n } = useTranslation()
  const zone = useMe().data?.network.zone ?? 'Europe/Berlin'
  const when = (at: string) => saysWhen(at, zone, i18n.language)
  const { compared, failed, absent, byItself } = view
  return (
    <>
      <p className="quiet">{t(byItself ? 'directory.by-itself' : 'directory.purpose')}</p>
      {failed && !tried && (
        <p>{t('directory.failed', { when: when(failed.at), why: t(`directory.why-${failed.why}`) })}</p>
      )}
      {compared && (
        <p>
          {t('directory.compared', { when: when(compared.at), count: compared.asked })}
          {absent.length === 0 && !failed && ` ${t('directory.all-there')}`}
        </p>
      )}
    </>
  )
}

function Absent({ view: { absent, compared } }: { readonly view: DirectoryView }) {
  const { t } = useTranslation()
  const confirm = useAct<MarkedView>('directory.confirm')
  return (
    <>
      {absent.length > 0 && (
        <>
          <h3>{t('directory.absent', { count: absent.length })}</h3>
          <p className="quiet">{t('directory.absent-what')}</p>
          <ul className="rows entries">
            {absent.map((person) => (
              <AbsentPerson key={person.id} person={person} />
            ))}
          </ul>
          <div className="form-actions">
            <Button
              disabledFocusable={confirm.isPending}
              onClick={() => confirm.mutate({ run: compared?.run ?? '' })}
            >
              {t('directory.mark', { count: absent.length })}
            </Button>
          </div>
        </>
      )}
      {confirm.isError && <TroubleBar trouble={confirm.error} />}
      {confirm.data && (
        <div role="status">
          <p>{t('directory.marked', { count: confirm.data.marked })}</p>
          {confirm.data.kept > 0 && <p>{t('directory.kept')}</p>}
          {confirm.data.vacated.length > 0 && (
            <p>{t('directory.vacated', { seats: confirm.data.vacated.join(', ') })}</p>
          )}
        </div>
      )}
    </>
  )
}

function AbsentPerson({ person }: { readonly person: DirectoryPerson }) {
  const { t } = useTranslation()
  const { name, organisation, what, office, groups, seats } = person
  const more = [
    organisation,
    t(`directory.${what}`),
    office && t('role.office'),
    groups > 0 && t('directory.groups', { count: groups }),
    ...seats.map((seat) => t('directory.seat', { organisation: seat })),
  ].filter(Boolean)
  return (
    <li className="entry">
      <span className="row-what">
        <span className="row-title">{name}</span>
        <span className="row-more">
          {more.map((text) => (
            <span key={String(text)}>{text}</span>
          ))}
        </span>
      </span>
    </li>
  )
}
