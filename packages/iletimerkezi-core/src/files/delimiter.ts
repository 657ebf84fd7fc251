export type Delimiter = ';' | ',' | '\t' | '|';

const DELIMITERS = [';', '\t', ',', '|'] as const satisfies readonly Delimiter[];
const SAMPLE_LINES = 30;

/** A number shortened by a spreadsheet: the comma in "5,32E+09" is not a delimiter. */
const SHORTENED = /\d,\d+e\+\d+/gi;
const QUOTED = /"(?:[^"]|"")*"/g;

/** Returns the delimiter that most of the first lines have outside quotation marks; `;` when there is none. */
export function detectDelimiter(sample: string): Delimiter {
  const text = sample.replace(SHORTENED, '');
  // An unclosed quotation mark hides the rest of the text, so the second count includes quoted text.
  return mostFrequent(text.replace(QUOTED, '')) ?? mostFrequent(text) ?? ';';
}

function mostFrequent(text: string): Delimiter | undefined {
  const lines = text.split(/\r\n?|\n/, SAMPLE_LINES).filter((line) => line.trim() !== '');
  let best: Delimiter | undefined;
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const found = lines.filter((line) => line.includes(delimiter)).length;
    // A bar also occurs in text, so it has to be in every line.
    if (found > most && (delimiter !== '|' || found === lines.length)) {
      best = delimiter;
      most = found;
    }
  }
  return best;
}

/**
 * The line that specifies the delimiter for Excel: `sep=;`, also quoted, and followed by delimiters when a spreadsheet has
 * saved it again. It may name any character.
 */
const SEPARATOR_LINE = /^\ufeff?[ \t]*"?sep=([^"\r\n\p{L}\p{N}]?)"?[;,\t| ]*(?:\r\n?|\n|$)/iu;

/** The delimiter of a file, and where its records begin. */
export interface Opening {
  delimiter: string;
  /** Number of characters before the first record: a byte order mark and a `sep=` line, which is not a row. */
  skip: number;
}

/** Reads the beginning of a file. An explicit delimiter takes precedence over the `sep=` line, the line over detection. */
export function readOpening(sample: string, explicit: string | undefined): Opening {
  const line = SEPARATOR_LINE.exec(sample);
  const skip = line?.[0].length ?? (sample.startsWith('\ufeff') ? 1 : 0);
  const named = line?.[1] === '' ? undefined : line?.[1];
  return { delimiter: explicit ?? named ?? detectDelimiter(sample.slice(skip)), skip };
}
