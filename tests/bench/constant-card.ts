/** A poll's card after an answer, as FACE.md draws it: what the bare bot answers, so that both bots send about as much. */

const options = ['KI im Büro', 'Datenschutz', 'Schweißen WIG', 'Projektleitung', 'Excel für Fortgeschrittene']

function bar(label: string, votes: number, share: number, mine: boolean) {
  const text = { type: 'TextBlock', wrap: true, spacing: 'None' }
  const part = (style: string, width: number) => ({
    type: 'Column',
    width,
    items: [{ type: 'Container', style, minHeight: '8px', bleed: false, items: [] }],
  })
  return [
    {
      type: 'ColumnSet',
      spacing: 'Small',
      columns: [
        { type: 'Column', width: 'stretch', items: [{ ...text, text: mine ? `**✓ ${label}**` : label }] },
        { type: 'Column', width: 'auto', items: [{ ...text, text: `${votes} · ${share} %` }] },
      ],
    },
    { type: 'ColumnSet', spacing: 'None', columns: [part('accent', share), part('emphasis', 100 - share)] },
  ]
}

const line = (text: string) => ({ type: 'TextBlock', text, isSubtle: true, size: 'Small', wrap: true })

export const constantCard = {
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  fallbackText: 'Umfrage: Welche Weiterbildung fehlt Ihnen am meisten?',
  lang: 'de',
  refresh: {
    action: {
      type: 'Action.Execute',
      verb: 'poll.card',
      data: { poll: '00000000-0000-4000-8000-000000000001' },
    },
    userIds: [],
  },
  body: [
    { ...line('UMFRAGE · AK Digitale Kompetenzen · bis Fr., 3. Apr., 12:00'), weight: 'Bolder' },
    { type: 'TextBlock', text: 'Welche Weiterbildung fehlt Ihnen am meisten?', size: 'Large', wrap: true },
    line(
      'Eine Antwort, änderbar bis zum Ende. Namen sieht niemand. Das Ergebnis sehen Sie nach Ihrer Antwort.',
    ),
    ...options.flatMap((label, index) => bar(label, 12 - 2 * index, 40 - 10 * index || 1, index === 0)),
    { ...line('34 von 60 haben geantwortet · Ihre Antwort: KI im Büro'), separator: true },
  ],
  actions: [
    {
      type: 'Action.Execute',
      title: 'Antwort ändern',
      verb: 'poll.answer-form',
      data: { poll: '00000000-0000-4000-8000-000000000001' },
    },
    { type: 'Action.OpenUrl', title: 'Im Verbund öffnen', url: 'https://verbund.example/tab/polls/00000000' },
  ],
}
