import { setImmediate as nextTurn } from 'node:timers/promises';
import { countSegments, type SegmentOptions } from 'iletimerkezi-core';
import type { ContentsRepository, OrderPlan } from '../storage/outbox/contents.repository.js';

/** The parts of the texts of an order. */
export interface TextParts {
  /** The parts of the shortest and the longest text. */
  readonly min: number;
  readonly max: number;
  /** The largest number of parts that the provider may bill, by the index of the text. A text has far fewer than 255. */
  readonly most: Uint8Array;
}

/** The event loop is blocked no longer than this, in milliseconds. */
const SLICE_MS = 4;

/** Orders whose parts are kept, of at most 50,000 bytes each. */
const KEPT_ORDERS = 100;

/** Counts the parts of the texts of stored orders, of each order once: texts do not change. */
export class TextPartsCounter {
  readonly #counted = new Map<string, Promise<TextParts>>();

  constructor(
    private readonly contents: ContentsRepository,
    private readonly counting: SegmentOptions,
  ) {}

  /** @returns undefined when the texts were erased. */
  of({ id, hasTexts }: Pick<OrderPlan, 'id' | 'hasTexts'>): Promise<TextParts> | undefined {
    if (!hasTexts) return undefined;
    const known = this.#counted.get(id);
    if (known !== undefined) return known;
    const counted = this.#count(id);
    this.#counted.set(id, counted);
    counted.catch(() => this.#counted.delete(id));
    for (const oldest of this.#counted.keys()) {
      if (this.#counted.size <= KEPT_ORDERS) break;
      this.#counted.delete(oldest);
    }
    return counted;
  }

  async #count(id: string): Promise<TextParts> {
    const most: number[] = [];
    let [min, max] = [Infinity, 0];
    for await (const page of this.contents.textsOf(id)) {
      let since = performance.now();
      for (const text of page) {
        const { parts, partsMax } = countSegments(text, this.counting);
        min = Math.min(min, parts);
        max = Math.max(max, parts);
        most.push(partsMax);
        if (performance.now() - since < SLICE_MS) continue;
        await nextTurn();
        since = performance.now();
      }
    }
    return { min, max, most: Uint8Array.from(most) };
  }
}
