import { createHash } from 'node:crypto';
import type { ConsentFormEvidenceDto } from './consent-form.dto.js';

/** Why the text of a submitted form differs from the host's: an older version, or another text. */
export type ConsentTextFault = 'outdated' | 'altered';

/**
 * Compares the text of a submitted form with the host's current statement. Call it before recording a consent: only a
 * consent to the host's own text is evidence. Refusals and withdrawals are valid with any text.
 *
 * The form's text also contains the brand and the labels. Every paragraph of the statement must occur in it, and its hash
 * must match.
 */
export function consentTextFault(
  { text, textHash, textVersion }: Pick<ConsentFormEvidenceDto, 'text' | 'textHash' | 'textVersion'>,
  statement: { readonly version: string; readonly text: string },
): ConsentTextFault | undefined {
  if (textVersion !== statement.version) return 'outdated';
  const paragraphs = statement.text.normalize('NFC').split('\n\n');
  const isOurs =
    createHash('sha256').update(text).digest('hex') === textHash &&
    paragraphs.every((paragraph) => text.includes(paragraph));
  return isOurs ? undefined : 'altered';
}
