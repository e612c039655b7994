/** One thing to know and where to see to it. */
import { type Card, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'

export function noticeCard(
  words: Wording,
  notice: { readonly title: string; readonly says: readonly string[]; readonly url: string },
): Card {
  return frame(words, {
    eyebrow: words.t('house:name'),
    title: notice.title,
    body: notice.says.map((one) => text(one)),
    actions: [open(words.t('house:open'), notice.url)],
  })
}
