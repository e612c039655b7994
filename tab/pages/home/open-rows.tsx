/** What waits for the reader beside polls: people who ask to join, candidacies. The row is the link. */
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { Link } from 'wouter'
import type { OpenLine } from '../../../bot/inbox/view'

export function OpenRows({ lines }: { readonly lines: readonly OpenLine[] }) {
  return (
    <ul className="rows">
      {lines.map(({ kind, id, title, more, page }) => (
        <li key={`${kind} ${id}`}>
          <Link href={`/${page}`} className="row" data-testid="open-row">
            <CircleRegular className="mark mark-open" aria-hidden />
            <span className="row-what">
              <span className="row-title">{title}</span>
              <span className="row-more">
                <span>{more}</span>
              </span>
            </span>
            <ChevronRightRegular className="row-go" aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  )
}
