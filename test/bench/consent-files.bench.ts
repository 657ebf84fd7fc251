/** Reading a consent file of a million rows in pieces: rows per second and the most memory it takes. */
import { createRequire } from 'node:module';
import { Readable, type Duplex } from 'node:stream';
import { readConsents, writeConsents, type ConsentFileRow } from 'iletimerkezi-core/files';
import { consume, defineBench, durations, residentMb, row, summarise, type Measured } from './harness.ts';

const ROWS = 1_000_000;
const BLOCK_ROWS = 20_000;
const PIECE_BYTES = 65_536;

/** A block of rows in bytes; the file is this block again and again, cut without regard to rows. */
const block = new TextEncoder().encode(
  Array.from({ length: BLOCK_ROWS }, (_, index) => {
    const status = index % 7 === 0 ? 'RET' : 'ONAY';
    const second = String(index % 60).padStart(2, '0');
    return `90532${String(1_000_000 + index)}; form; ${status}; 15.05.2025 14:23:${second}; müşteri${index}\r\n`;
  }).join(''),
);

function* file(): Generator<Uint8Array> {
  for (let written = 0; written < ROWS; written += BLOCK_ROWS) {
    for (let start = 0; start < block.length; start += PIECE_BYTES)
      yield block.subarray(start, start + PIECE_BYTES);
  }
}

const options = {
  format: 'netmera-sms',
  defaults: { recipientType: 'BIREYSEL' },
} as const;

async function readAll(onBatch?: () => void): Promise<number> {
  let rows = 0;
  for await (const batch of readConsents(file(), options)) {
    rows += batch.rows.length;
    onBatch?.();
  }
  if (rows !== ROWS) throw new Error(`${rows} good rows instead of ${ROWS}`);
  return rows;
}

/** It has no types of its own. */
interface Papaparse {
  NODE_STREAM_INPUT: symbol;
  parse: (input: symbol, options: { delimiter: string }) => Duplex;
}

/** papaparse from the same bytes, with its own parsing only: no numbers, dates or words are checked. */
async function withPapaparse(): Promise<number> {
  const papaparse = createRequire(import.meta.url)('papaparse') as Papaparse;
  const parser = papaparse.parse(papaparse.NODE_STREAM_INPUT, { delimiter: ';' });
  let rows = 0;
  for await (const record of Readable.from(file()).pipe(parser)) {
    consume(record);
    rows += 1;
  }
  if (rows !== ROWS) throw new Error(`papaparse found ${rows} rows instead of ${ROWS}`);
  return rows;
}

async function* goodRows(): AsyncGenerator<ConsentFileRow> {
  for await (const { rows } of readConsents(file(), options)) yield* rows;
}

async function rewriteAll(): Promise<number> {
  let length = 0;
  for await (const piece of writeConsents(goodRows(), { format: 'csv' })) length += piece.length;
  return length;
}

const perSecond = ({ low, median, high }: Measured): Measured =>
  summarise([low, median, high].map((ms) => (ROWS * 1000) / ms));

export default defineBench('consent-files', async () => {
  // Memory first, before a peer is loaded.
  let most = 0;
  let batches = 0;
  await readAll(() => {
    batches += 1;
    if (batches % 50 === 0) most = Math.max(most, process.memoryUsage.rss() / 1024 / 1024);
  });
  const memory = summarise([Math.max(most, residentMb())]);

  const { ours, rewritten, papaparse } = await durations(
    { ours: () => readAll(), rewritten: rewriteAll, papaparse: withPapaparse },
    { rounds: 3 },
  );
  return [
    row({
      case: '1,000,000 rows read and checked',
      unit: 'rows/s',
      ours: perSecond(ours),
      peers: { 'papaparse (cells only)': perSecond(papaparse) },
      bar: { ratio: 5 },
      higherIsBetter: true,
    }),
    row({
      case: 'resident memory of the process meanwhile',
      unit: 'MB',
      ours: memory,
      bar: { max: 150 },
      higherIsBetter: false,
    }),
    row({
      case: '1,000,000 rows read, checked and written as CSV',
      unit: 'rows/s',
      ours: perSecond(rewritten),
      bar: {},
      higherIsBetter: true,
    }),
  ];
});
