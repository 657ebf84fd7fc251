import { FileFormatError } from './file-format-error.js';

export type Delimiter = ';' | ',' | '\t';

const DELIMITERS = [';', '\t', ','] as const satisfies readonly Delimiter[];
/** A record may not be longer than this: an unclosed quotation mark would else swallow the file. */
const LONGEST_RECORD = 65_536;
const SAMPLE_LINES = 30;

/** A number that a spreadsheet shortened: the comma in "5,32E+09" parts no columns. */
const SHORTENED = /\d,\d+e\+\d+/gi;

/** The delimiter that most of the first lines hold outside quotation marks; `;` where none is found. */
export function detectDelimiter(sample: string): Delimiter {
  const lines = sample
    .replace(/"(?:[^"]|"")*"/g, '')
    .replace(SHORTENED, '')
    .split(/\r\n?|\n/, SAMPLE_LINES);
  let best: Delimiter = ';';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const found = lines.filter((line) => line.includes(delimiter)).length;
    if (found > most) {
      best = delimiter;
      most = found;
    }
  }
  return best;
}

/**
 * Cuts text that arrives in pieces into records and fields, after RFC 4180: quoted fields may hold
 * delimiters, line ends and doubled quotation marks. Fields come untrimmed; a blank line is a record of
 * one empty field. Lines end in LF, CR LF, or in CR alone where the first piece has no LF.
 */
export class CsvReader {
  readonly delimiter: Delimiter;
  /** Records handed out so far: the row number of the last one. */
  rows = 0;
  #rest = '';
  #lineEnd: '\n' | '\r' | undefined;

  constructor(delimiter: Delimiter) {
    this.delimiter = delimiter;
  }

  /**
   * The records that are complete with this piece; with `last`, also the one that no line end closes.
   *
   * @throws {FileFormatError} `unclosed-quote`
   */
  read(piece: string, last = false): string[][] {
    const text = this.#rest + piece;
    this.#lineEnd ??= lineEndOf(text, last);
    const lineEnd = this.#lineEnd ?? '\n';
    const records: string[][] = [];
    let start = 0;
    let quote = text.indexOf('"');

    while (start < text.length) {
      if (quote !== -1 && quote < start) quote = text.indexOf('"', start);
      let end = text.indexOf(lineEnd, start);
      if (quote !== -1 && (end === -1 || quote < end)) {
        const record = this.#readQuoted(text, start, lineEnd, last);
        if (record === undefined) break;
        records.push(record.fields);
        start = record.next;
        continue;
      }
      if (end === -1) {
        if (!last) break;
        end = text.length;
      }
      const line =
        end > start && text.charCodeAt(end - 1) === 0x0d
          ? text.slice(start, end - 1)
          : text.slice(start, end);
      records.push(line.split(this.delimiter));
      start = end + 1;
    }
    this.rows += records.length;
    this.#rest = start < text.length ? text.slice(start) : '';
    if (this.#rest.length > LONGEST_RECORD || (last && this.#rest !== '')) {
      throw new FileFormatError('unclosed-quote', { row: this.rows + 1 });
    }
    return records;
  }

  /** One record with quotation marks in it; undefined where its end has not arrived. */
  #readQuoted(
    text: string,
    start: number,
    lineEnd: string,
    last: boolean,
  ): { fields: string[]; next: number } | undefined {
    const fields: string[] = [];
    let field = '';
    let quoted = false;
    for (let index = start; index < text.length; index += 1) {
      const character = text.charAt(index);
      if (quoted) {
        if (character !== '"') field += character;
        else if (text.charAt(index + 1) === '"') {
          field += '"';
          index += 1;
        } else if (index + 1 === text.length && !last) return undefined;
        else quoted = false;
      } else if (character === '"' && field.trim() === '') {
        quoted = true;
        field = '';
      } else if (character === this.delimiter) {
        fields.push(field);
        field = '';
      } else if (character === lineEnd) {
        fields.push(field.endsWith('\r') ? field.slice(0, -1) : field);
        return { fields, next: index + 1 };
      } else field += character;
    }
    if (!last || quoted) return undefined;
    fields.push(field.endsWith('\r') ? field.slice(0, -1) : field);
    return { fields, next: text.length };
  }
}

/** How lines end; undefined where the text is cut between CR and what may be its LF. */
function lineEndOf(text: string, last: boolean): '\n' | '\r' | undefined {
  const firstReturn = text.indexOf('\r');
  if (firstReturn === -1 || text.includes('\n')) return text.includes('\n') || last ? '\n' : undefined;
  return firstReturn < text.length - 1 || last ? '\r' : undefined;
}

/** Reads records from pieces of text, the delimiter found in the first of them unless it is given. */
export async function* readRecords(
  pieces: AsyncIterable<string>,
  delimiter?: Delimiter,
): AsyncGenerator<{ records: string[][]; firstRow: number }> {
  let reader = delimiter === undefined ? undefined : new CsvReader(delimiter);
  let sample = '';
  for await (const piece of pieces) {
    let text = piece;
    if (reader === undefined) {
      sample += piece;
      if (sample.length < ENOUGH) continue;
      reader = new CsvReader(detectDelimiter(sample));
      text = sample;
    }
    const firstRow = reader.rows + 1;
    const records = reader.read(text);
    if (records.length > 0) yield { records, firstRow };
  }
  const text = reader === undefined ? sample : '';
  reader ??= new CsvReader(detectDelimiter(sample));
  const firstRow = reader.rows + 1;
  const records = reader.read(text, true);
  if (records.length > 0) yield { records, firstRow };
}

/** Characters that suffice to tell the delimiter. */
const ENOUGH = 4096;
