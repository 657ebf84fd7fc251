import type { ListedSpan } from '../storage/outbox/listing.repository.js';

/** An interval of time in milliseconds since 1970, including both ends. */
export type Span = ListedSpan;

/** Returns disjoint spans sorted by time. Spans that are at most `gap` apart are merged. */
export function union(spans: readonly Span[], gap: number): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to + gap) {
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    } else merged.push(span);
  }
  return merged;
}

/** Returns the parts of the spans that no other span covers. Both lists may overlap and be unsorted. */
export function subtract(spans: readonly Span[], others: readonly Span[]): Span[] {
  const holes = union(others, 0);
  return union(spans, 0).flatMap((span) => {
    const left: Span[] = [];
    let { from } = span;
    for (const hole of holes) {
      if (hole.to < from || hole.from > span.to) continue;
      if (hole.from > from) left.push({ from, to: hole.from });
      from = Math.max(from, hole.to);
    }
    if (from < span.to) left.push({ from, to: span.to });
    return left;
  });
}
