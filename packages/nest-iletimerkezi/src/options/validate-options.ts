import { ConfigurationError } from '../common/configuration.error.js';
import { CONFIGURATION_TEXTS } from '../common/configuration-texts.js';
import type { IletimerkeziOptions } from './iletimerkezi.options.js';
import { isObject } from './option-checks.js';
import { type OptionFault, optionFault } from './option-texts.js';
import { checkOptions } from './options.shape.js';
import { phoneVerificationFaults } from './phone-verification.rules.js';

/** Options that {@link phoneVerificationFaults} relates to each other. It requires valid ones. */
const RULED_BY_PHONE_VERIFICATION = /^(phoneVerification|defaultSender|characterMode|abroad)\b/;

/** Thrown when the options of an account are invalid. `faults` and the message list all faults. */
export class IletimerkeziOptionsError extends ConfigurationError {
  override readonly name = 'IletimerkeziOptionsError';

  constructor(
    readonly account: string,
    readonly faults: readonly OptionFault[],
  ) {
    const { en, tr } = CONFIGURATION_TEXTS['invalid-options'];
    const listed = (messages: readonly string[]): string =>
      messages.map((message) => `\n  - ${message}`).join('');
    super(
      'invalid-options',
      { account },
      {
        message: `The options of the iletiMerkezi account "${account}" are not valid:${listed(faults.map(({ path, message }) => `${path}: ${message}`))}`,
        texts: {
          en: { ...en, meaning: listed(faults.map(({ path, message }) => `${path}: ${message}`)) },
          tr: { ...tr, meaning: listed(faults.map(({ path, messageTr }) => `${path}: ${messageTr}`)) },
        },
      },
    );
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), account: this.account, faults: this.faults };
  }
}

/**
 * Validates the options and returns them.
 * @throws IletimerkeziOptionsError with all faults.
 */
export function validateOptions(account: string, options: IletimerkeziOptions): IletimerkeziOptions {
  const faults =
    typeof options === 'object' && options !== null
      ? findFaults(options)
      : [optionFault('options', 'not-an-object')];
  if (faults.length > 0) throw new IletimerkeziOptionsError(account, faults);
  return options;
}

function findFaults(options: IletimerkeziOptions): readonly OptionFault[] {
  const faults = [...checkOptions(options, '')];
  if (options.verification !== undefined) {
    for (const path of ['storage', 'brandCode'] as const) {
      if (options[path]) continue;
      faults.push(optionFault(path, 'needed-by-verification'));
    }
  }
  if (lacksLedger(options)) faults.push(optionFault('consents', 'guard-needs-ledger'));
  if (isObject(options.limits) && options.limits.spend && !options.storage) {
    faults.push(optionFault('storage', 'needed-by-spend-limits'));
  }
  if (options.frequencyCap && !options.storage) {
    faults.push(optionFault('storage', 'needed-by-frequency-cap'));
  }
  if (faults.every(({ path }) => !RULED_BY_PHONE_VERIFICATION.test(path))) {
    faults.push(...phoneVerificationFaults(options));
  }
  faults.push(...brandFaults(options));
  if (isLiveInTests(options)) faults.push(optionFault('baseUrl', 'live-provider-in-tests'));
  return faults;
}

/** Returns the faults of a brand's way to refuse, which may come from the option `optOut`. */
function brandFaults({ brand, optOut }: IletimerkeziOptions): OptionFault[] {
  if (!isObject(brand)) return [];
  const url = isObject(optOut) ? optOut.url : undefined;
  const way = brand.optOut ?? (url === undefined ? undefined : { link: url });
  if (way === undefined) return [optionFault('brand.optOut', 'brand-without-opt-out')];
  if (!isObject(way) || !('link' in way)) return [];
  if (brand.contact === undefined && brand.optOut === undefined) {
    return [optionFault('brand.contact', 'brand-contact-missing')];
  }
  return url === way.link ? [] : [optionFault('optOut', 'brand-link-without-secrets')];
}

/** Returns whether a consent policy is set without the brand code or storage that it requires. */
function lacksLedger({ brandCode, storage, consents }: IletimerkeziOptions): boolean {
  if (!isObject(consents) || (consents.policy === undefined && consents.staleAfterMs === undefined))
    return false;
  return brandCode === undefined || storage === undefined || storage === false;
}

/** Returns whether a test would use the real provider, which has no sandbox. Source: provider documentation, test mode. */
function isLiveInTests({ baseUrl, allowLiveProviderInTests, fetch }: IletimerkeziOptions): boolean {
  if (process.env['NODE_ENV'] !== 'test' || allowLiveProviderInTests === true || fetch !== undefined)
    return false;
  if (baseUrl === undefined) return true;
  if (typeof baseUrl !== 'string' || !URL.canParse(baseUrl)) return false;
  return /(^|\.)(iletimerkezi|toplusmsapi|a2psmsapi)\.com\.?$/i.test(new URL(baseUrl).hostname);
}
