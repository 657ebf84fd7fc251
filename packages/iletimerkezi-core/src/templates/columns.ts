import { trimEndOf } from '../trim-end.js';
import { foldHeader } from '../fold-header.js';
import { cleanValue, type CleanValueOptions } from './clean-value.js';
import { OPT_OUT_PLACEHOLDER, type TemplateValues } from './template.js';

/** A column of a list: its index from 0, and its name if the list has a header. */
export interface ValueColumn {
  index: number;
  name: string | undefined;
}

/** The column of each name of a template; undefined where no column has its values. */
export type ColumnMapping = ReadonlyMap<string, number | undefined>;

/**
 * Returns a name for a placeholder that is filled from a column: its words, without signs, at most three. Undefined where
 * nothing of its name can be one.
 *
 * @example placeholderName('Tutar (TL)') // 'Tutar TL'
 */
export function placeholderName(column: string): string | undefined {
  const words = column.match(/[\p{L}_][\p{L}\p{M}\p{N}_.-]{0,39}/gu) ?? [];
  const name = trimEndOf(words.slice(0, 3).join(' '), '.-');
  return name === '' || foldHeader(name) === OPT_OUT_PLACEHOLDER ? undefined : name;
}

/** Finds the column of each name by {@link foldHeader}. The first of several equal columns counts. */
export function mapColumns(names: readonly string[], columns: readonly ValueColumn[]): ColumnMapping {
  const found = new Map<string, number>();
  for (const { name, index } of columns) {
    if (name === undefined) continue;
    for (const spelling of [name, placeholderName(name) ?? name]) {
      const folded = foldHeader(spelling);
      if (folded !== '' && !found.has(folded)) found.set(folded, index);
    }
  }
  return new Map(
    names
      .filter((name) => foldHeader(name) !== OPT_OUT_PLACEHOLDER)
      .map((name) => [name, found.get(foldHeader(name))]),
  );
}

/** Returns the values of a row, cleaned ({@link cleanValue}). A value that no message can contain stays as it is. */
export function valuesOf(
  cells: readonly string[],
  mapping: ColumnMapping,
  options: CleanValueOptions = {},
): TemplateValues {
  const entries: [string, string][] = [];
  for (const [name, index] of mapping) {
    const cell = index === undefined ? undefined : cells[index];
    if (cell === undefined) continue;
    const cleaned = cleanValue(cell, options);
    entries.push([name, cleaned.ok ? cleaned.value : cell]);
  }
  return Object.fromEntries(entries);
}
