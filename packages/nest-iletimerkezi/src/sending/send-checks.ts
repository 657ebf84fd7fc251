import type { ConsentGuard } from '../consents/guard/consent-guard.js';
import type { ContentRules } from '../options/content.options.js';
import type { OptOutLinks } from '../opt-out/opt-out-links.js';
import type { DirectCommercial } from './direct-commercial.js';
import type { DirectSpend } from './direct-spend.js';

/** The checks of a direct send before its request. */
export class SendChecks {
  /** @param spend undefined without spend limits. */
  constructor(
    readonly guard: ConsentGuard,
    readonly commercial: DirectCommercial,
    readonly spend?: DirectSpend,
    readonly content: ContentRules & { readonly optOut?: OptOutLinks } = {},
  ) {}
}
