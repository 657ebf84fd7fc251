import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { LeftOutCounts, LeftOutList, LeftOutReason } from '../../shared/api/orders.js';
import { DemoSettings } from '../demo-settings.js';

type Row = LeftOutList['rows'][number];

/**
 * Who a commercial order did not go to, and why. The outbox knows only whom it went to, so this is the host's to
 * keep; a shop would have a table for it.
 */
@Injectable()
export class LeftOut {
  readonly #counts = new Map<string, Promise<LeftOutCounts>>();
  readonly #folder: string;

  constructor({ dataFolder }: DemoSettings) {
    this.#folder = join(dataFolder, 'left-out');
  }

  async keep(order: string, rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    await mkdir(this.#folder, { recursive: true });
    const path = this.#pathOf(order);
    await writeFile(`${path}.new`, JSON.stringify(rows));
    await rename(`${path}.new`, path);
    this.#counts.set(order, Promise.resolve(countsOf(rows)));
  }

  async of(order: string): Promise<readonly Row[]> {
    const text = await readFile(this.#pathOf(order), 'utf8').catch(() => '[]');
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) ? rows.filter(isRow) : [];
  }

  counts(order: string): Promise<LeftOutCounts> {
    const known = this.#counts.get(order) ?? this.of(order).then(countsOf);
    this.#counts.set(order, known);
    return known;
  }

  #pathOf(order: string): string {
    return join(this.#folder, `${order}.json`);
  }
}

export function countsOf(rows: readonly { reason: LeftOutReason }[]): LeftOutCounts {
  const refused = rows.filter(({ reason }) => reason === 'refused').length;
  return { refused, 'no-consent': rows.length - refused };
}

function isRow(row: unknown): row is Row {
  return typeof row === 'object' && row !== null && 'number' in row && 'reason' in row;
}
