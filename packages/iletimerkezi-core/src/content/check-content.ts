import { inputFault, type InputFault } from '../fault-texts.js';
import type { BrandProfile } from './brand-profile.js';
import type { ContentMessage } from './content-message.js';
import { type FooterPart, missingParts } from './footer.js';
import { hasPromotion, statesPurpose } from './promotion-words.js';

/** The result of a content check. Faults and warnings have the path `text`. */
export interface ContentReview {
  /** Duties that the text does not fulfil. */
  readonly faults: readonly InputFault[];
  /** Hints for the author. They never prevent a send. */
  readonly warnings: readonly InputFault[];
  /** The parts of the footer that are missing. */
  readonly missing: readonly FooterPart[];
}

const FAULT_OF = {
  identity: 'content-identity-missing',
  contact: 'content-contact-missing',
  optOut: 'content-opt-out-missing',
} as const;

const faultsOf = (missing: readonly FooterPart[]): InputFault[] =>
  missing.map((part) => inputFault('text', FAULT_OF[part]));

/** Returns the faults that {@link checkContent} has for a commercial text, without looking for warnings. */
export function contentFaults(text: string, profile: BrandProfile): readonly InputFault[] {
  return faultsOf(missingParts(text, profile));
}

/**
 * Checks whether a text has what the law requires of it. Checks that `profile.checks` turns off are left out.
 *
 * - Commercial: identity and contact of the sender (regulation 2015/29417, art. 8), and the way to refuse (law 6563, art. 8;
 *   regulation, art. 9) are faults. A text whose commercial purpose is not recognisable gets a warning (regulation, art. 8).
 * - Transactional: words of a promotion get a warning. Messages that need no consent must not promote anything (regulation,
 *   art. 6).
 *
 * @param profile undefined if there is none: identity, contact and opt-out cannot be recognised then.
 */
export function checkContent(message: ContentMessage, profile: BrandProfile | undefined): ContentReview {
  const { kind, text } = message;
  const hints = profile?.checks?.purpose !== false;
  const warning = (code: Parameters<typeof inputFault>[1]): InputFault[] => [inputFault('text', code)];
  if (kind === 'transactional') {
    const warnings = hints && hasPromotion(text) ? warning('content-promotion') : [];
    return { faults: [], warnings, missing: [] };
  }
  if (profile === undefined) return { faults: [], warnings: warning('content-brand-missing'), missing: [] };
  const missing = missingParts(text, profile);
  return {
    faults: faultsOf(missing),
    warnings: hints && text.trim() !== '' && !statesPurpose(text) ? warning('content-purpose') : [],
    missing,
  };
}
