import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { ConfigurationError } from '../common/configuration.error.js';
import { CONFIGURATION_TEXTS } from '../common/configuration-texts.js';
import type { IletimerkeziOptions } from './iletimerkezi.options.js';
import { VARIABLES } from './environment.js';
import { type OptionFault, type OptionFaultContext, optionFault } from './option-texts.js';
import { OptionsShape } from './options.shape.js';

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

/** Detects own properties named `constructor`, which class-transformer would use as the object's class. */
const hasOwnConstructor = (value: unknown, depth = 0): boolean =>
  isObject(value) &&
  (Object.hasOwn(value, 'constructor') ||
    (depth < MAX_DEPTH && Object.values(value).some((inner) => hasOwnConstructor(inner, depth + 1))));

/** Maximum nesting depth of the options. */
const MAX_DEPTH = 3;

function findFaults(options: IletimerkeziOptions): OptionFault[] {
  // Functions and stores are not transformed, only validated.
  const { fetch, debug, credentials, webhook, ...plain } = options;
  const given = {
    ...plain,
    webhook: webhook && { ...webhook, store: undefined },
    credentials: typeof credentials === 'function' ? undefined : credentials,
  };
  if (hasOwnConstructor(given)) return [optionFault('constructor', 'unknown-option')];
  const shape = plainToInstance(OptionsShape, given);
  Object.assign(shape, { fetch, debug });
  if (typeof credentials === 'function') shape.credentials = credentials;
  if (isObject(shape.webhook) && webhook?.store !== undefined)
    Object.assign(shape.webhook, { store: webhook.store });

  const errors = validateSync(shape, {
    whitelist: true,
    forbidNonWhitelisted: true,
    validationError: { target: false, value: false },
  });
  const faults = errors.flatMap((error) => flatten(error, ''));
  if (options.verification !== undefined) {
    for (const path of ['storage', 'brandCode'] as const) {
      if (options[path]) continue;
      faults.push(optionFault(path, 'needed-by-verification'));
    }
  }
  if (lacksLedger(options)) faults.push(optionFault('consents', 'guard-needs-ledger'));
  if (isLiveInTests(options)) faults.push(optionFault('baseUrl', 'live-provider-in-tests'));
  return faults;
}

function flatten(error: ValidationError, parent: string): OptionFault[] {
  const path = parent === '' ? error.property : `${parent}.${error.property}`;
  const variable = VARIABLES[path];
  const shown = variable === undefined ? path : `${path} (${variable})`;
  const own = Object.keys(error.constraints ?? {}).map((rule) => {
    const { code, params } = contextOf(error, rule);
    return optionFault(shown, code, params);
  });
  // Rules of one option mostly have the same message, so only the first one is reported.
  return [...own.slice(0, 1), ...(error.children ?? []).flatMap((child) => flatten(child, path))];
}

/** Only the rule of class-validator for unknown properties has no context. */
function contextOf({ contexts }: ValidationError, rule: string): OptionFaultContext {
  return contexts?.[rule] ?? { code: 'unknown-option', params: {} };
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

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
