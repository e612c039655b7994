/** A document to be printed or kept, as plain data: what stands in it, not how it is drawn. */

export interface PdfDocument {
  /** BCP 47: what a screen reader reads it in. */
  readonly language: string
  readonly title: string
  /** Whose it is. */
  readonly author: string
  readonly made: Date
  /** On every page, with `{page}` and `{pages}`. */
  readonly foot: string
  /** Stands at the end if letters were met that no font has; they are drawn as `replacement`. */
  readonly unknownLetters: string
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly is: 'title' | 'heading' | 'subheading' | 'text' | 'note'; readonly text: string }
  | { readonly is: 'facts'; readonly rows: readonly (readonly [name: string, value: string])[] }
  | { readonly is: 'bars'; readonly rows: readonly Bar[] }
  | Table

/** Text and bar: who sees no bar misses nothing. */
export interface Bar {
  readonly label: string
  readonly value: string
  /** 0 to 1; null: no figure, so no bar. */
  readonly share: number | null
}

export interface Table {
  readonly is: 'table'
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
}

export interface Column {
  readonly heading: string
  /** Of the page's width, beside the other columns'. */
  readonly width: number
  /** For numbers. */
  readonly right?: boolean
}

/** What stands for a letter that no font has. */
export const replacement = '\uFFFD'
