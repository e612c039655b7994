/** An import's preview as its reader is told it. */
import { wordRefusal } from '../card/frame'
import { each, inPieces } from '../pieces'
import type { Refusal } from '../refusal'
import type { Wording } from '../texts'
import type { RowFate } from './import-network'
import { countsOf, type Preview } from './use-cases/import-people'
import type { ImportLine, ImportView } from './view'

export async function importView(preview: Preview, words: Wording): Promise<ImportView> {
  const rows = await inPieces(each(preview.fates, (fate) => lineOf(fate, words)))
  const count = (fate: ImportLine['fate']) => rows.filter((row) => row.fate === fate).length
  return {
    rows,
    counts: { new: count('new'), changed: count('changed'), same: count('same'), refused: count('refused') },
    changes: countsOf(preview.changes),
    mark: preview.mark,
  }
}

function lineOf({ row, fate, name, organisation, says, refusal }: RowFate, words: Wording): ImportLine {
  const problem = refusal && wordRefusal(words, withHeading(refusal, words))
  return {
    ...{ row, fate, name, organisation },
    says: problem
      ? [problem.what, problem.why, problem.instead].filter(Boolean)
      : says.map(({ code, data }) => words.t(`groups:import.says.${code}`, data)),
  }
}

/** Columns are named as the export writes them in the reader's language. */
function withHeading(refusal: Refusal, { t }: Wording): Refusal {
  const { column } = refusal.data
  if (column === undefined) return refusal
  return { ...refusal, data: { ...refusal.data, column: t(`groups:export.column.${column}`) } }
}
