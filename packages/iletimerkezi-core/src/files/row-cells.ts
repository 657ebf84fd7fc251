import { foldHeader } from '../fold-header.js';
import type { RowCells } from './recipients.js';

/** The cells of a row, and a hash of those that are not its number. */
export interface ReadCells {
  cells: RowCells;
  hash: number;
}

/** Reads the cells of rows by the columns of the first table, and compares the rows of equal numbers. */
export class RowCellsReader {
  readonly #hashes = new Map<string, number>();
  /** The folded header of the first table that has one. */
  #first: readonly string[] | undefined;
  /** For each column of the first table its index in the present one; undefined where they are the same. */
  #order: readonly number[] | undefined;

  beginTable(header: readonly string[] | undefined): void {
    const folded = header?.map(foldHeader);
    this.#order = folded && this.#first?.map((name) => folded.indexOf(name));
    this.#first ??= folded;
  }

  /** `column` is the index of the number in `fields`, which is not compared. */
  read(fields: readonly string[], column: number): ReadCells {
    const order = this.#order;
    const cells = order === undefined ? fields : order.map((index) => fields[index] ?? '');
    let hash = FNV_OFFSET;
    for (const [index, field] of fields.entries()) if (index !== column) hash = hashed(hash, field.trim());
    return { cells, hash };
  }

  remember(number: string, { hash }: ReadCells): void {
    this.#hashes.set(number, hash);
  }

  /** Returns whether the first row of a number has other cells. */
  differs(number: string, { hash }: ReadCells): boolean {
    const first = this.#hashes.get(number);
    return first !== undefined && first !== hash;
  }
}

/** FNV-1a of 32 bits, over UTF-16 code units. A stream keeps it instead of the cells of every row. */
const FNV_OFFSET = 0x81_1c_9d_c5;
const FNV_PRIME = 0x01_00_01_93;

function hashed(hash: number, text: string): number {
  let result = Math.imul(hash ^ 0xff_ff, FNV_PRIME);
  for (let index = 0; index < text.length; index += 1) {
    result = Math.imul(result ^ text.charCodeAt(index), FNV_PRIME);
  }
  return result;
}
