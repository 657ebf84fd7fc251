import { findPlaceholders } from 'iletimerkezi-core/segments';
import type { TemplateVariable } from '../SegmentCounter/messageCount.js';

/** Returns the placeholders that no variable fills, as written, each once. */
export function unfilledPlaceholders(
  text: string,
  variables: readonly TemplateVariable[] | undefined,
): string[] {
  const filled = new Set(variables?.map(({ name }) => `{${name}}`));
  const found = findPlaceholders(text).filter(({ written }) => !filled.has(written));
  return [...new Set(found.map(({ written }) => written))];
}
