/** Every topic with its demand and its places, on one scale, and what is missing between them. */
import { useTranslation } from 'react-i18next'
import type { GapLine, GapView } from '../../../bot/gaps/view'
import { saysNumber, saysShare } from '../../when'

export function GapTable({ view }: { readonly view: GapView }) {
  const { t } = useTranslation()
  const most = Math.max(1, ...view.topics.flatMap(({ heads, places }) => [heads ?? 0, places]))
  const columns = ['demand', 'places', 'gap', ...(view.showsMet ? ['met'] : [])] as const
  return (
    <table className="gaps" data-testid="gaps">
      <thead>
        <tr>
          <th scope="col">{t('gaps.column.topic')}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`gaps.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.topics.map((line) => (
          <Row key={line.topic} line={line} most={most} showsMet={view.showsMet} />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly line: GapLine
  readonly most: number
  readonly showsMet: boolean
}

function Row({ line, most, showsMet }: RowProps) {
  const { t } = useTranslation()
  const { name, heads, places, gap, demandShare, offerShare, met } = line
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label={t('gaps.column.demand')}>
        <Measure figure={heads} share={demandShare} most={most} kind="demand" />
      </td>
      <td data-label={t('gaps.column.places')}>
        <Measure figure={places} share={offerShare} most={most} kind="offer" />
      </td>
      <td data-label={t('gaps.column.gap')} className="gap">
        <Figure figure={gap} />
      </td>
      {showsMet && (
        <td data-label={t('gaps.column.met')} className="met">
          {met === null ? <None /> : <Met met={met} />}
        </td>
      )}
    </tr>
  )
}

interface MeasureProps {
  readonly figure: number | null
  readonly share: number | null
  readonly most: number
  readonly kind: 'demand' | 'offer'
}

function Measure({ figure, share, most, kind }: MeasureProps) {
  const { t, i18n } = useTranslation()
  if (figure === null) return <None />
  const width = `${String(Math.round((figure / most) * 1000) / 10)}%`
  return (
    <>
      <span className="measure">
        <strong>{saysNumber(figure, i18n.language)}</strong>{' '}
        {share !== null && figure > 0 && (
          <span className="quiet">{t(`gaps.share-${kind}`, { share: saysShare(share, i18n.language) })}</span>
        )}
      </span>
      <div className="meter" aria-hidden>
        <div className={`meter-fill meter-${kind}`} style={{ width }} />
      </div>
    </>
  )
}

function Met({ met }: { readonly met: NonNullable<GapLine['met']> }) {
  const { t } = useTranslation()
  const answers = ['yes', 'partly', 'no'] as const
  return (
    <ul>
      {answers.map((answer) => (
        <li key={answer}>
          {t(`gaps.met-${answer}`)} <Figure figure={met[answer]} />
        </li>
      ))}
    </ul>
  )
}

function Figure({ figure }: { readonly figure: number | null }) {
  const { i18n } = useTranslation()
  return figure === null ? <None /> : <strong>{saysNumber(figure, i18n.language)}</strong>
}

/** Too few or none: both look the same (P7). */
function None() {
  const { t } = useTranslation()
  return (
    <>
      <span aria-hidden>–</span>
      <span className="unseen">{t('gaps.none')}</span>
    </>
  )
}
