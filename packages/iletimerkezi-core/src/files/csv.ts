import { CsvReader, type RecordBatch } from './csv-reader.js';
import { readOpening } from './delimiter.js';

/** Number of characters that are read to detect the delimiter. */
const SAMPLE_CHARACTERS = 16_384;

/** Reads the records of a complete text. */
export function parseRecords(text: string, delimiter: string | undefined): RecordBatch {
  const opening = readOpening(text.slice(0, SAMPLE_CHARACTERS), delimiter);
  return new CsvReader(opening.delimiter).read(text.slice(opening.skip), true);
}

/** Reads records from chunks of text. Detects the delimiter in the first chunk unless it is given. */
export async function* readRecords(
  pieces: AsyncIterable<string>,
  delimiter?: string,
): AsyncGenerator<RecordBatch> {
  let reader: CsvReader | undefined;
  let sample = '';
  for await (const piece of pieces) {
    let text = piece;
    if (reader === undefined) {
      sample += piece;
      if (sample.length < SAMPLE_CHARACTERS) continue;
      const opening = readOpening(sample.slice(0, SAMPLE_CHARACTERS), delimiter);
      reader = new CsvReader(opening.delimiter);
      text = sample.slice(opening.skip);
      sample = '';
    }
    const batch = reader.read(text);
    if (batch.records.length > 0) yield batch;
  }
  const batch = reader === undefined ? parseRecords(sample, delimiter) : reader.read('', true);
  if (batch.records.length > 0) yield batch;
}
