/** N4: how far the booked places go, with a mark where the minimum is. It repeats what stands in words beside it. */
import type { BarView } from '../../../bot/offers/view'

export function Bar({ bar }: { readonly bar: BarView }) {
  const { booked, minimum, maximum } = bar
  return (
    <div className="places-bar" aria-hidden>
      <div className="meter">
        <div className="meter-fill" style={{ width: percent(booked / maximum) }} />
      </div>
      {minimum > 1 && minimum < maximum && (
        <span className="places-least" style={{ insetInlineStart: percent(minimum / maximum) }} />
      )}
    </div>
  )
}

function percent(share: number): string {
  return `${String(Math.round(Math.min(1, share) * 1000) / 10)}%`
}
