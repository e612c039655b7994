/** One topic of a round: its heads now and in earlier rounds, and its tables, each told apart by one thing. */
import { useTranslation } from 'react-i18next'
import type { ClosedRoundView, DemandView, TableView, TopicDemandView } from '../../../bot/needs/view'
import { Panel } from '../../frame/panel'
import { saysNumber } from '../../when'
import { Bar } from './bar'
import { saysAsOf, saysQuarter } from './says'
import { Why } from './why'

interface Props {
  readonly view: DemandView
  readonly closed: ClosedRoundView
  readonly one: TopicDemandView
}

type Dimension = keyof TopicDemandView['tables']

/** In this order; the first four, where they tell something, are not folded. */
const order: readonly Dimension[] = [
  ...(['level', 'format', 'region', 'quarter', 'levelNow', 'urgency'] as const),
  ...(['reason', 'impact', 'travel', 'release', 'funding', 'joint'] as const),
]
const most = 4

/** A table of nothing but "open" tells what the topic's own line says. */
const tells = (table: TableView | undefined) =>
  table?.cells.some(({ category }) => category !== 'open') ?? false

export function TopicDemand({ view, closed, one }: Props) {
  const { t, i18n } = useTranslation()
  const { figure, hidden, name, tables } = one
  const shown = order.filter((dimension) => tables[dimension])
  const missing = order.filter((dimension) => !tables[dimension])
  const first = shown.filter((dimension) => tells(tables[dimension])).slice(0, most)
  const further = shown.filter((dimension) => !first.includes(dimension))
  return (
    <Panel title={name} className="topic-demand">
      {figure && (
        <p>
          {t('needs.heads', { count: figure.heads })}
          {figure.asOf && <span className="quiet"> {saysAsOf(figure, t)}</span>}
        </p>
      )}
      {hidden && (
        <p className="quiet">
          {t('demand.hidden', { number: saysNumber(hidden.heads, i18n.language) })} {saysAsOf(hidden, t)}
        </p>
      )}
      {view.earlier.length > 0 && <Earlier view={view} closed={closed} one={one} />}
      {figure && (
        <>
          {first.map((dimension) => (
            <TableOf key={dimension} dimension={dimension} table={tables[dimension]} total={figure.heads} />
          ))}
          {further.length > 0 && (
            <details className="further">
              <summary>{t('demand.further')}</summary>
              {further.map((dimension) => (
                <TableOf
                  key={dimension}
                  dimension={dimension}
                  table={tables[dimension]}
                  total={figure.heads}
                />
              ))}
            </details>
          )}
          <p className="quiet">{t('demand.cells-missing')}</p>
          {missing.length > 0 && (
            <div className="quiet no-tables">
              {t('demand.no-table', { list: missing.map((one) => t(`demand.dimension.${one}`)).join(', ') })}{' '}
              <Why topic={name} families={closed.leastFamilies} distance={closed.leastDistance} />
            </div>
          )}
        </>
      )}
    </Panel>
  )
}

interface TableProps {
  readonly dimension: Dimension
  readonly table: TableView | undefined
  /** Of the topic: what the bars are parts of. */
  readonly total: number
}

function TableOf({ dimension, table, total }: TableProps) {
  const { t, i18n } = useTranslation()
  if (!table) return null
  const most = Math.max(total, ...table.cells.map(({ heads }) => heads))
  return (
    <table className="demand-table" data-testid={`table-${dimension}`}>
      <caption>
        {t(`demand.dimension.${dimension}`)}
        {table.asOf && <span className="quiet"> {saysAsOf(table, t)}</span>}
      </caption>
      <tbody>
        {table.cells.map(({ category, label, heads }) => (
          <tr key={category}>
            <th scope="row">
              {label}
              <Bar share={heads / most} />
            </th>
            <td className="number">{saysNumber(heads, i18n.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The same topic in earlier rounds of the same scope; what was not shown then is not shown now. */
function Earlier({ view, closed, one }: Props) {
  const { t, i18n } = useTranslation()
  const before = view.earlier.map(({ id, quarter }, at) => ({ id, quarter, heads: one.earlier[at] ?? null }))
  const rows = [{ id: closed.id, quarter: closed.quarter, heads: one.figure?.heads ?? null }, ...before]
  const most = Math.max(1, ...rows.map(({ heads }) => heads ?? 0))
  return (
    <table className="demand-table" data-testid="earlier">
      <caption>{t('demand.earlier')}</caption>
      <tbody>
        {rows.map(({ id, quarter, heads }) => (
          <tr key={id} className={id === closed.id ? 'now' : ''}>
            <th scope="row">
              {t('demand.of-round', { quarter: saysQuarter(quarter) })}
              {heads !== null && <Bar share={heads / most} />}
            </th>
            <td className="number">
              {heads === null ? (
                <>
                  <span aria-hidden>–</span>
                  <span className="unseen">{t('demand.no-figure')}</span>
                </>
              ) : (
                saysNumber(heads, i18n.language)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
