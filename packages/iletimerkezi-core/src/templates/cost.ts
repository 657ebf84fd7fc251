import {
  countSegments,
  findOffenders,
  transliterate,
  type SegmentCount,
  type SegmentOptions,
} from '../segments/index.js';
import { cleanValue } from './clean-value.js';
import type { RenderedText, Template, TemplateValues } from './template.js';

/** The rendered and counted text of one recipient, or why there is none. */
export type RowCost =
  | { ok: true; text: string; withoutSuffix: readonly string[]; count: SegmentCount }
  | Extract<RenderedText, { ok: false }>;

/** Renders a text and counts its parts as {@link countSegments} does. */
export function countRow(template: Template, values: TemplateValues, options: SegmentOptions = {}): RowCost {
  const rendered = template.render(values);
  return rendered.ok ? { ...rendered, count: countSegments(rendered.text, options) } : rendered;
}

/** The cost of a template for many recipients, in parts. One part costs one credit. */
export interface TemplateCost {
  /** Recipients with a text. */
  rows: number;
  /** Recipients without one, because values are missing or invalid. */
  faulty: number;
  /** Parts of the shortest and of the longest text; 0 without rows. */
  min: number;
  max: number;
  /** Parts of all texts. */
  total: number;
  /** The same at the most expensive interpretation of the provider's table (`partsMax`). */
  totalMax: number;
  /** The number of texts of each number of parts, in ascending order. */
  byParts: readonly { parts: number; rows: number }[];
}

/** Adds up the cost of a template, recipient by recipient, in any number of steps. */
export class TemplateCounter {
  readonly #template: Template;
  readonly #options: SegmentOptions;
  readonly #rows = new Map<number, number>();
  #faulty = 0;
  #totalMax = 0;

  constructor(template: Template, options: SegmentOptions = {}) {
    this.#template = template;
    this.#options = options;
  }

  add(values: TemplateValues): RowCost {
    const row = countRow(this.#template, values, this.#options);
    if (row.ok) {
      const { parts, partsMax } = row.count;
      this.#rows.set(parts, (this.#rows.get(parts) ?? 0) + 1);
      this.#totalMax += partsMax;
    } else this.#faulty += 1;
    return row;
  }

  cost(): TemplateCost {
    const byParts = Array.from(this.#rows, ([parts, rows]) => ({ parts, rows })).toSorted(
      (one, two) => one.parts - two.parts,
    );
    return {
      rows: byParts.reduce((sum, { rows }) => sum + rows, 0),
      faulty: this.#faulty,
      min: byParts[0]?.parts ?? 0,
      max: byParts.at(-1)?.parts ?? 0,
      total: byParts.reduce((sum, { parts, rows }) => sum + parts * rows, 0),
      totalMax: this.#totalMax,
      byParts,
    };
  }
}

/**
 * Why a text has more parts than others.
 *
 * - `character`: a character in the value of `name` requires a more expensive encoding
 * - `length`: the value of `name` is the longest
 */
export type PartsCause =
  | { cause: 'character'; name: string; character: string }
  | { cause: 'length'; name: string };

/**
 * Finds why the text of one recipient has more than `parts` parts; undefined where no value is the cause, because the template
 * itself has as many.
 */
export function explainParts(
  template: Template,
  values: TemplateValues,
  parts: number,
  options: SegmentOptions = {},
): PartsCause | undefined {
  const present = template.names.flatMap((name) => {
    const rendered = valueOf(template, values, name);
    return rendered === '' ? [] : [{ name, value: rendered }];
  });
  const partsWith = (changed: TemplateValues): number => {
    const row = countRow(template, changed, options);
    return row.ok ? row.count.parts : Number.POSITIVE_INFINITY;
  };
  for (const { name, value } of present) {
    const [offender] = findOffenders(value, options).filter(({ effect }) => effect !== 'converted');
    if (offender === undefined) continue;
    if (partsWith({ ...values, [name]: transliterate(value) || '-' }) <= parts) {
      return { cause: 'character', name, character: offender.character };
    }
  }
  let longest: { name: string; value: string } | undefined;
  for (const one of present) {
    if (one.value.length > (longest?.value.length ?? 0)) longest = one;
  }
  if (longest === undefined || partsWith({ ...values, [longest.name]: '-' }) >= partsWith(values)) {
    return undefined;
  }
  return { cause: 'length', name: longest.name };
}

/** Returns the value of a name as the template inserts it; empty without one. */
function valueOf(template: Template, values: TemplateValues, name: string): string {
  const value = template.find(values, name);
  const cleaned = value === undefined ? undefined : cleanValue(value);
  return cleaned?.ok === true ? cleaned.value : '';
}
