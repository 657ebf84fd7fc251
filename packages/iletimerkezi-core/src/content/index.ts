export {
  parseBrandProfile,
  type BrandContact,
  type BrandIdentity,
  type BrandOptOut,
  type BrandProfile,
  type ContentChecks,
} from './brand-profile.js';
export { checkContent, contentFaults, type ContentReview } from './check-content.js';
export type { ContentMessage } from './content-message.js';
export { FOOTER_PARTS, footerOf, lawfulText, missingParts, withFooter, type FooterPart } from './footer.js';
export {
  isOptOutUrl,
  OPT_OUT_FIELD,
  OPT_OUT_TOKEN_LENGTH,
  optOutLink,
  sampleOptOutLink,
  withSampleLink,
} from './opt-out-link.js';
