import { createHash } from 'node:crypto';
import type { BrandContact, BrandProfile } from 'iletimerkezi-core';
import { ConfigurationError } from '../common/configuration.error.js';
import type { ConsentsService } from '../consents/consents.service.js';
import type { OptOutLinks } from './opt-out-links.js';
import { optOutStatement } from './opt-out-page.js';

/** A request to an opt-out page. */
export interface OptOutRequest {
  readonly token: string;
  readonly locale: 'tr' | 'en';
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
}

interface OptOutParts {
  readonly account: string;
  readonly consents: ConsentsService;
  /** Undefined without the option `optOut`. */
  readonly links: OptOutLinks | undefined;
  readonly brand: BrandProfile | undefined;
}

/** A number that no operator assigns, for the query of an unknown token. */
const UNASSIGNED_NUMBER = '+905000000000';

/** Longest user agent that is kept as evidence. */
const LONGEST_AGENT = 1_000;

/** Records the refusals of an account's opt-out links. */
export class OptOutService {
  readonly #parts: OptOutParts;

  constructor(parts: OptOutParts) {
    this.#parts = parts;
  }

  get title(): string | undefined {
    return this.#parts.brand?.title;
  }

  /** Returns how to reach the business. */
  get contact(): string | undefined {
    const { contact, optOut } = this.#parts.brand ?? {};
    if (contact !== undefined) return textOf(contact);
    return optOut !== undefined && 'phone' in optOut ? optOut.phone : undefined;
  }

  /** @throws ConfigurationError unless the account has opt-out links. */
  requireLinks(): OptOutLinks {
    const { links, account } = this.#parts;
    if (links === undefined) throw new ConfigurationError('opt-out-missing', { account });
    return links;
  }

  /**
   * Records the refusal of a link's recipient, unless one stands. An unknown token does nothing, after the same query, so that
   * an outage shows nothing about it.
   */
  async refuse({ token, locale, ip, userAgent }: OptOutRequest): Promise<void> {
    const { consents } = this.#parts;
    const subject = this.requireLinks().read(token);
    const channel = 'MESAJ';
    if (subject === undefined) {
      await consents.current({ recipient: UNASSIGNED_NUMBER, recipientType: 'BIREYSEL', channel });
      return;
    }
    await consents.optOut({
      recipient: subject.number,
      recipientType: subject.audience,
      channel,
      // The refusal is given on a page of the website, wherever its link was sent.
      source: 'HS_WEB',
      evidence: {
        text: optOutStatement(locale),
        locale,
        decidedAt: new Date(),
        // A digest, because this field is kept when the person is erased.
        form: `opt-out link ${createHash('sha256').update(token).digest('hex').slice(0, 32)}`,
        ...(ip !== undefined && { ip }),
        ...(userAgent !== undefined && { userAgent: userAgent.slice(0, LONGEST_AGENT) }),
      },
    });
  }
}

function textOf(contact: BrandContact): string {
  if ('phone' in contact) return contact.phone;
  return 'email' in contact ? contact.email : contact.address;
}
