/** The coordinator is asked whether somebody may join; the asker is told the answer. */
import { type Card, execute, open, text } from '../../card/elements'
import { frame } from '../../card/frame'
import type { Wording } from '../../texts'
import type { JoinRequestView } from '../view'

export function joinRequestCard(request: JoinRequestView, words: Wording, pageUrl: string): Card {
  const { t } = words
  const { id, name, organisation, group, accepted } = request
  return frame(words, {
    eyebrow: t('groups:join.eyebrow', { group }),
    title: t('groups:join.title', { name }),
    rules: t('groups:join.rules'),
    body: [
      text(t('groups:join.from', { organisation }), { spacing: 'Medium' }),
      ...(accepted === null
        ? []
        : [text(t(accepted ? 'groups:join.accepted' : 'groups:join.declined'), { bold: true })]),
    ],
    actions: [
      ...(accepted === null
        ? [
            execute(
              t('groups:join.yes'),
              'group.answer-join',
              { request: id, accept: true },
              { id: 'group.answer-join.yes' },
            ),
            execute(
              t('groups:join.no'),
              'group.answer-join',
              { request: id, accept: false },
              { id: 'group.answer-join.no' },
            ),
          ]
        : []),
      open(t('groups:join.open'), pageUrl),
    ],
  })
}

export function joinAnswerCard(request: JoinRequestView, words: Wording, pageUrl: string): Card {
  const { t } = words
  const accepted = request.accepted === true
  return frame(words, {
    eyebrow: t('groups:join.eyebrow', { group: request.group }),
    title: t(accepted ? 'groups:join.you-are-in' : 'groups:join.you-are-not', { group: request.group }),
    body: [text(t(accepted ? 'groups:join.in-means' : 'groups:join.not-means'), { spacing: 'Small' })],
    actions: accepted
      ? [open(t('groups:join.open'), pageUrl)]
      : [execute(t('groups:list.title'), 'group.list', {})],
  })
}
