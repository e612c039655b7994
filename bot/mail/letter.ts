/** What a mail says, as plain text and as small HTML: no image, no script, nothing fetched, nobody tracked. */
import type { Wording } from '../texts'

export interface Letter {
  /** One line. */
  readonly subject: string
  readonly text: string
  readonly html: string
}

export interface LetterParts {
  readonly language: Wording['language']
  readonly subject: string
  readonly title: string
  /** Plain text; a line break in a paragraph stays one. Empty ones are left out. Those of a list may lead somewhere each. */
  readonly paragraphs: readonly (string | LetterWay)[]
  /** The address of a way is left out unless it leads to http or https: it may come from what somebody typed. */
  readonly link?: LetterWay
  /** Who writes and why, and how to get fewer of these. */
  readonly foot: readonly string[]
}

export interface LetterWay {
  readonly label: string
  readonly url: string
}

export function letter(parts: LetterParts): Letter {
  const said = {
    ...parts,
    subject: oneLine(parts.subject),
    title: oneLine(parts.title),
    paragraphs: parts.paragraphs.map(saidIn).filter(Boolean),
    foot: parts.foot.map(lines).filter(Boolean),
  }
  const link = parts.link && wayIn(parts.link)
  return { subject: said.subject, text: textOf(said, link), html: htmlOf(said, link) }
}

/**
 * For headers: line breaks and other control characters become a space, so that no text can begin a header of its own.
 * Every script and emoji stays.
 */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
}

function lines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(oneLine)
    .join('\n')
    .trim()
}

function saidIn(part: string | LetterWay): string | LetterWay {
  return typeof part === 'string' ? lines(part) : (wayIn(part) ?? oneLine(part.label))
}

function wayIn({ label, url }: LetterWay): LetterWay | undefined {
  const href = webAddress(url)
  return href ? { label: oneLine(label), url: href } : undefined
}

function webAddress(url: string): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href : undefined
}

type Said = Pick<LetterParts, 'language' | 'subject' | 'title' | 'paragraphs' | 'foot'>

function textOf({ title, paragraphs, foot }: Said, link: LetterWay | undefined): string {
  const plain = ({ label, url }: LetterWay) => `${label}:\n${url}`
  const said = paragraphs.map((part) => (typeof part === 'string' ? part : plain(part)))
  const way = link ? [plain(link)] : []
  // "-- " with its space is how mail programs know a foot (RFC 3676, 4.3).
  const end = foot.length > 0 ? [['-- ', ...foot].join('\n')] : []
  return `${[title, ...said, ...way, ...end].join('\n\n')}\n`
}

/** Colours are left to the reader's program, which knows light, dark and high contrast. Sizes grow with its own. */
function htmlOf({ language, subject, title, paragraphs, foot }: Said, link: LetterWay | undefined): string {
  const leading = ({ label, url }: LetterWay) =>
    `<p dir="auto"><a href="${escaped(url)}">${escaped(label)}</a></p>`
  const way = link ? [`<p><a href="${escaped(link.url)}">${escaped(link.label)}</a></p>`] : []
  const end =
    foot.length > 0 ? ['<hr>', ...foot.map((text) => paragraph(text, ' style="font-size:0.875em"'))] : []
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(subject)}</title>`,
    '</head>',
    '<body style="font-family:\'Segoe UI\',Arial,sans-serif;line-height:1.5;max-width:40em;overflow-wrap:anywhere">',
    `<h1 dir="auto" style="font-size:1.375em;line-height:1.25">${escaped(title)}</h1>`,
    ...paragraphs.map((part) => (typeof part === 'string' ? paragraph(part) : leading(part))),
    ...way,
    ...end,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** `dir="auto"`: a paragraph in Arabic or Hebrew runs from the right, whatever the rest does. */
function paragraph(text: string, style = ''): string {
  return `<p dir="auto"${style}>${escaped(text).replaceAll('\n', '<br>')}</p>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => entities[mark] ?? mark)
}
