/** The entries, newest first; older ones come by a button. */
import { Button } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AuditLine, AuditView } from '../../../bot/data/view'
import { Panel } from '../../frame/panel'
import type { AuditWish } from '../../reads'
import { saysNumber, saysWhen } from '../../when'
import { isSought, placeOfAudit } from './wish'

interface Props {
  readonly pages: readonly AuditView[]
  readonly wish: AuditWish
  readonly zone: string
  /** What is shown is still what was sought before. */
  readonly busy: boolean
  readonly older: { readonly busy: boolean; readonly load: () => void } | null
}

export function Entries({ pages, wish, zone, busy, older }: Props) {
  const { t } = useTranslation()
  const lines = pages.flatMap((page) => page.entries)
  const matter = lines.find((line) => line.matterId === wish.matter)?.matter ?? t('audit.this-matter')
  return (
    <Panel title={t('audit.list')}>
      {wish.matter !== '' && <p className="quiet">{t('audit.only', { matter })}</p>}
      <div aria-busy={busy}>
        {lines.length > 0 ? (
          <ol className="rows entries" data-testid="entries">
            {lines.map((line) => (
              <li key={line.number}>
                <Entry line={line} wish={wish} zone={zone} />
              </li>
            ))}
          </ol>
        ) : (
          <Nothing sought={isSought(wish)} />
        )}
      </div>
      {older && (
        <Button className="older" onClick={older.load} disabledFocusable={older.busy}>
          {t(older.busy ? 'audit.loading' : 'audit.older')}
        </Button>
      )}
    </Panel>
  )
}

function Entry({ line, wish, zone }: Pick<Props, 'wish' | 'zone'> & { readonly line: AuditLine }) {
  const { t, i18n } = useTranslation()
  const { matter, matterId } = line
  return (
    <>
      <p className="row-title">{line.deed}</p>
      {matter !== null && (
        <p>
          {matterId !== null && matterId !== wish.matter ? (
            <Link
              href={placeOfAudit({ who: '', what: '', from: '', until: '', itself: false, matter: matterId })}
              aria-label={t('audit.more-of', { matter })}
            >
              <bdi>{matter}</bdi>
            </Link>
          ) : (
            <bdi>{matter}</bdi>
          )}
        </p>
      )}
      {line.detail !== null && (
        <p>
          <bdi>{line.detail}</bdi>
        </p>
      )}
      <p className="row-more">
        <span>
          <bdi>{line.who}</bdi>
        </span>
        <span>{line.door}</span>
        <span>{saysWhen(line.at, zone, i18n.language)}</span>
        <span>{t('audit.number', { number: saysNumber(line.number, i18n.language) })}</span>
      </p>
    </>
  )
}

function Nothing({ sought }: { readonly sought: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="nothing">
      <div>
        <p className="nothing-title">{t(sought ? 'audit.none' : 'audit.empty')}</p>
        <p>{t(sought ? 'audit.none-why' : 'audit.empty-why')}</p>
      </div>
    </div>
  )
}
