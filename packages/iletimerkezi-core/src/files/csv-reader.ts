import { FileFormatError } from './file-format-error.js';

/** Maximum length of a quoted field. A quotation mark that would enclose more is text. */
const LONGEST_RECORD = 65_536;

/**
 * Irregularities of a record.
 *
 * - `stray-quote`: a quotation mark is not closed as RFC 4180 requires. The record ends with its line, and the mark is
 *   part of the text.
 * - `multiline`: a quoted field contains both a line end and a delimiter, so it may contain other rows.
 */
export type RecordMark = 'stray-quote' | 'multiline';

export interface RecordBatch {
  records: string[][];
  /** The row number of the first record, from 1. */
  firstRow: number;
  delimiter: string;
  /** By the index of the record in `records`; most files have none. */
  marks: ReadonlyMap<number, RecordMark>;
}

interface QuotedRecord {
  fields: string[];
  next: number;
  mark: RecordMark | undefined;
}

interface Field {
  value: string;
  /** The position of the delimiter, the row end or the end of the text. */
  end: number;
  mark: RecordMark | undefined;
}

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;

/**
 * Splits text that arrives in chunks into records and fields as in RFC 4180: quoted fields may contain delimiters, line ends
 * and doubled quotation marks. A record ends with CR LF, LF or CR, also mixed. Fields are not trimmed; a blank line is a
 * record of one empty field. Quotation marks that break the rules are text, and their record is marked.
 */
export class CsvReader {
  readonly delimiter: string;
  readonly #delimiterCode: number;
  /** Number of records returned so far, which is the row number of the last one. */
  rows = 0;
  #rest = '';

  constructor(delimiter: string) {
    this.delimiter = delimiter;
    this.#delimiterCode = delimiter.charCodeAt(0);
  }

  /**
   * Returns the records that are complete with this chunk; with `last`, also a record without a line end.
   *
   * @throws {FileFormatError} `unclosed-quote` when a line is longer than any record may be
   */
  read(piece: string, last = false): RecordBatch {
    const text = this.#rest + piece;
    const records: string[][] = [];
    const marks = new Map<number, RecordMark>();
    let start = 0;
    let quote = text.indexOf('"');
    let lf = text.indexOf('\n');
    let cr = text.indexOf('\r');

    while (start < text.length) {
      if (quote !== -1 && quote < start) quote = text.indexOf('"', start);
      if (lf !== -1 && lf < start) lf = text.indexOf('\n', start);
      if (cr !== -1 && cr < start) cr = text.indexOf('\r', start);
      let end = cr === -1 || (lf !== -1 && lf < cr) ? lf : cr;
      if (quote !== -1 && (end === -1 || quote < end)) {
        const record = this.#readQuoted(text, start, last);
        if (record === undefined) break;
        if (record.mark !== undefined) marks.set(records.length, record.mark);
        records.push(record.fields);
        start = record.next;
        continue;
      }
      if (end === -1) {
        if (!last) break;
        end = text.length;
      }
      const next = rowEndAfter(text, end, last);
      if (next === -1) break;
      records.push(text.slice(start, end).split(this.delimiter));
      start = next;
    }
    const firstRow = this.rows + 1;
    this.rows += records.length;
    this.#rest = start < text.length ? text.slice(start) : '';
    if (this.#rest.length > LONGEST_RECORD)
      throw new FileFormatError('unclosed-quote', { row: this.rows + 1 });
    return { records, firstRow, delimiter: this.delimiter, marks };
  }

  /** Reads one record with quotation marks; undefined when its end has not arrived. */
  #readQuoted(text: string, start: number, last: boolean): QuotedRecord | undefined {
    const fields: string[] = [];
    let mark: RecordMark | undefined;
    let at = start;
    for (;;) {
      const open = this.#skipBlanks(text, at);
      const field =
        text.charCodeAt(open) === QUOTE
          ? (this.#quotedField(text, start, open, last) ?? this.#strayField(text, at, open, last))
          : this.#plainField(text, at, last);
      if (field === undefined || field === 'incomplete') return undefined;
      fields.push(field.value);
      if (field.mark === 'stray-quote' || mark === undefined) mark = field.mark;
      if (text.charCodeAt(field.end) !== this.#delimiterCode) {
        const next = rowEndAfter(text, field.end, last);
        return next === -1 ? undefined : { fields, next, mark };
      }
      at = field.end + 1;
    }
  }

  /** Reads a field in quotation marks; undefined when they break the rules. */
  #quotedField(text: string, start: number, open: number, last: boolean): Field | 'incomplete' | undefined {
    for (let from = open + 1; ;) {
      const close = text.indexOf('"', from);
      if (close === -1) return last || text.length - start > LONGEST_RECORD ? undefined : 'incomplete';
      if (close - start > LONGEST_RECORD) return undefined;
      if (text.charCodeAt(close + 1) === QUOTE) {
        from = close + 2;
        continue;
      }
      const end = this.#skipBlanks(text, close + 1);
      if (end >= text.length && !last) return 'incomplete';
      if (end < text.length && !this.#endsField(text, end)) return undefined;
      const inner = text.slice(open + 1, close);
      const isMultiline = /[\r\n]/.test(inner) && inner.includes(this.delimiter);
      return {
        value: inner.replaceAll('""', '"'),
        end,
        mark: isMultiline ? 'multiline' : undefined,
      };
    }
  }

  /**
   * Reads a field whose quotation marks break the rules, within its line. `"Ev "Büyük" 1";…` and `"Kısa" Mehmet;…` are
   * unambiguous; an unpaired mark is not, and its record is marked.
   */
  #strayField(text: string, at: number, open: number, last: boolean): Field | 'incomplete' {
    let lineEnd = open;
    let close = -1;
    let firstDelimiter = -1;
    for (; lineEnd < text.length; lineEnd += 1) {
      const code = text.charCodeAt(lineEnd);
      if (code === CR || code === LF) break;
      if (code === this.#delimiterCode && firstDelimiter === -1) firstDelimiter = lineEnd;
      if (code !== QUOTE || lineEnd === open || close !== -1) continue;
      const next = this.#skipBlanks(text, lineEnd + 1);
      if (next >= text.length || this.#endsField(text, next)) close = lineEnd;
    }
    if (lineEnd === text.length && !last) return 'incomplete';
    const end =
      close === -1 ? (firstDelimiter === -1 ? lineEnd : firstDelimiter) : this.#skipBlanks(text, close + 1);
    const written = text.slice(at, end);
    return {
      value: close === -1 ? written : text.slice(open + 1, close).replaceAll('""', '"'),
      end,
      mark: countQuotes(written) % 2 === 1 ? 'stray-quote' : undefined,
    };
  }

  #plainField(text: string, at: number, last: boolean): Field | undefined {
    let end = at;
    while (end < text.length && !this.#endsField(text, end)) end += 1;
    if (end === text.length && !last) return undefined;
    return { value: text.slice(at, end), end, mark: undefined };
  }

  #endsField(text: string, index: number): boolean {
    const code = text.charCodeAt(index);
    return code === this.#delimiterCode || code === CR || code === LF;
  }

  #skipBlanks(text: string, from: number): number {
    let index = from;
    for (; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      const isBlank = code === 0x20 || code === 0x09 || code === 0xa0 || code === 0xfeff;
      if (!isBlank || code === this.#delimiterCode) break;
    }
    return index;
  }
}

/** Returns the start of the next record after a row end; -1 when an LF may still follow a CR. */
function rowEndAfter(text: string, end: number, last: boolean): number {
  if (text.charCodeAt(end) !== CR) return end + 1;
  if (end + 1 === text.length && !last) return -1;
  return text.charCodeAt(end + 1) === LF ? end + 2 : end + 1;
}

function countQuotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}
