export {
  applySuggestions,
  findOffenders,
  type AppliedSuggestions,
  type Offender,
  type SuggestionOptions,
} from './advice.js';
export type { CharacterFacts, CharacterKind } from './characters.js';
export { countSegments } from './count.js';
export { findLongLinks, type TextLink } from './links.js';
export { MAX_PARTS, PART_LIMITS, type PartLimits } from './limits.js';
export { findPlaceholders, type Placeholder } from './placeholders.js';
export { splitSegments } from './split.js';
export { transliterate } from './transliterate.js';
export type { CharacterMode, SegmentCount, SegmentOptions, SmsEncoding } from './types.js';
