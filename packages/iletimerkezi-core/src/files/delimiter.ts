export type Delimiter = ';' | ',' | '\t' | '|';

const DELIMITERS = [';', '\t', ',', '|'] as const satisfies readonly Delimiter[];
const SAMPLE_LINES = 30;

/** A number that a spreadsheet shortened: the comma in "5,32E+09" is not a delimiter. */
const SHORTENED = /\d,\d+e\+\d+/gi;
const QUOTED = /"(?:[^"]|"")*"/g;

/** The delimiter that most of the first lines hold outside quotation marks; `;` where none is found. */
export function detectDelimiter(sample: string): Delimiter {
  const text = sample.replace(SHORTENED, '');
  // A stray quotation mark hides what follows it: the second count looks inside the quotation marks too.
  return mostFrequent(text.replace(QUOTED, '')) ?? mostFrequent(text) ?? ';';
}

function mostFrequent(text: string): Delimiter | undefined {
  const lines = text.split(/\r\n?|\n/, SAMPLE_LINES).filter((line) => line.trim() !== '');
  let best: Delimiter | undefined;
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const found = lines.filter((line) => line.includes(delimiter)).length;
    // A bar is also a sign in text: it has to be in every line.
    if (found > most && (delimiter !== '|' || found === lines.length)) {
      best = delimiter;
      most = found;
    }
  }
  return best;
}

/**
 * The line by which Excel is told the delimiter: `sep=;`, also quoted, and followed by delimiters where a
 * spreadsheet has saved it again. Any sign may be named.
 */
const SEPARATOR_LINE = /^\ufeff?[ \t]*"?sep=([^"\r\n\p{L}\p{N}]?)"?[;,\t| ]*(?:\r\n?|\n|$)/iu;

/** Where a file's records begin and what delimits them. */
export interface Opening {
  delimiter: string;
  /** Characters before the first record: a byte order mark and a `sep=` line, which spreadsheets do not show as a row. */
  skip: number;
}

/** Reads the beginning of a file. An explicit delimiter wins over the `sep=` line, the line over detection. */
export function readOpening(sample: string, explicit: string | undefined): Opening {
  const line = SEPARATOR_LINE.exec(sample);
  const skip = line?.[0].length ?? (sample.startsWith('\ufeff') ? 1 : 0);
  const named = line?.[1] === '' ? undefined : line?.[1];
  return { delimiter: explicit ?? named ?? detectDelimiter(sample.slice(skip)), skip };
}
