import type { ConsentGuard } from '../consents/guard/consent-guard.js';
import type { ContentRules } from '../options/content.options.js';
import type { OptOutLinks } from '../opt-out/opt-out-links.js';
import type { DirectCommercial } from './direct-commercial.js';
import type { DirectSpend } from './direct-spend.js';

/** The checks of a direct send before its request. */
export class SendChecks {
  readonly guard: ConsentGuard;
  readonly commercial: DirectCommercial;
  /** Undefined without spend limits. */
  readonly spend: DirectSpend | undefined;
  readonly content: ContentRules & { readonly optOut?: OptOutLinks };

  constructor({ guard, commercial, spend, content }: SendChecks) {
    this.guard = guard;
    this.commercial = commercial;
    this.spend = spend;
    this.content = content;
  }
}
