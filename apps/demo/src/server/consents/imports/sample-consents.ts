import { formatDateTime } from 'iletimerkezi-core';
import { toCsv } from 'iletimerkezi-core/files';

const ROWS = 10_000;
const HOUR = 3_600_000;

/** Typical faults of real lists, used in rotation. */
const FAULTS: readonly ((cells: string[]) => void)[] = [
  (cells) => (cells[0] = '0212 555 12 34'),
  (cells) => (cells[0] = '5,32E+09'),
  (cells) => (cells[0] = ''),
  (cells) => (cells[0] = '0530 12 34'),
  (cells) => (cells[3] = 'EVET'),
  (cells) => (cells[5] = '31.02.2026 10:00:00'),
  (cells) => (cells[4] = 'WEB'),
];
/** 37 of the rows are invalid: one in 270. */
const BAD_EVERY = 270;

/** Creates a consent file of {@link ROWS} rows. 37 are invalid; the others are dated within the last two days. */
export function sampleConsents(now: Date): string {
  const lines = [['Alıcı', 'Alıcı tipi', 'Kanal', 'Durum', 'Kaynak', 'İzin tarihi']];
  for (let row = 0; row < ROWS; row += 1) {
    const given = new Date(now.getTime() - HOUR - Math.floor((row / ROWS) * 47 * HOUR));
    const cells = [
      `0530${String(2_000_000 + row)}`,
      'BIREYSEL',
      'MESAJ',
      'ONAY',
      row % 3 === 0 ? 'HS_MOBIL' : 'HS_WEB',
      formatDateTime(given),
    ];
    if (row % BAD_EVERY === BAD_EVERY - 1) FAULTS[Math.floor(row / BAD_EVERY) % FAULTS.length]?.(cells);
    lines.push(cells);
  }
  return toCsv(lines);
}
