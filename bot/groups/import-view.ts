/** What the tab may know of an import: plain data, ready to be shown. */

/** One row of an import, as the preview shows it. */
export interface ImportLine {
  readonly row: number
  readonly fate: 'new' | 'changed' | 'same' | 'refused'
  readonly name: string
  readonly organisation: string
  /** What would change, in words; why it is refused, and what to do. */
  readonly says: readonly string[]
}

/** Answer of `import.preview` and `import.carry-out`. */
export interface ImportView {
  readonly rows: readonly ImportLine[]
  /** Rows by their fate. */
  readonly counts: Readonly<Record<ImportLine['fate'], number>>
  /** What would be stored: new or changed. */
  readonly changes: Readonly<Record<'organisations' | 'people' | 'groups' | 'memberships', number>>
  readonly mark: string
}
