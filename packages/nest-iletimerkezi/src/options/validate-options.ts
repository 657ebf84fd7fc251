import { errorDocUrl } from 'iletimerkezi-core';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { ConfigurationError } from '../common/configuration.error.js';
import { guardNeedsLedger, liveProviderInTests } from '../common/messages.js';
import type { IletimerkeziOptions } from './iletimerkezi.options.js';
import { VARIABLES } from './environment.js';
import { OptionsShape } from './options.shape.js';

/** A fault of the options with its path and fix. Does not contain the invalid value. */
export interface OptionFault {
  path: string;
  /** Stable code in kebab case: `unknown-option`, or the violated rule, such as `is-string`. */
  code: string;
  /** How to fix it, in English. */
  fix: string;
  /** The section of the documentation on invalid options. */
  docUrl: string;
}

/** Thrown when the options of an account are invalid. `faults` and the message list all faults. */
export class IletimerkeziOptionsError extends ConfigurationError {
  override readonly name = 'IletimerkeziOptionsError';

  constructor(
    readonly account: string,
    readonly faults: readonly OptionFault[],
  ) {
    const lines = faults.map(({ path, fix }) => `  - ${path}: ${fix}`);
    super(
      'invalid-options',
      { account },
      [`The options of the iletiMerkezi account "${account}" are not valid:`, ...lines].join('\n'),
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
  const faults = typeof options === 'object' && options !== null ? findFaults(options) : [NOT_AN_OBJECT];
  if (faults.length > 0) throw new IletimerkeziOptionsError(account, faults);
  return options;
}

const optionFault = (path: string, code: string, fix: string): OptionFault => ({
  path,
  code,
  fix,
  docUrl: errorDocUrl('invalid-options'),
});

const NOT_AN_OBJECT = optionFault(
  'options',
  'not-an-object',
  'the factory returned no object; return the options',
);

/** Detects own properties named `constructor`, which class-transformer would use as the object's class. */
const hasOwnConstructor = (value: unknown, depth = 0): boolean =>
  isObject(value) &&
  (Object.hasOwn(value, 'constructor') ||
    (depth < MAX_DEPTH && Object.values(value).some((inner) => hasOwnConstructor(inner, depth + 1))));

/** Maximum nesting depth of the options. */
const MAX_DEPTH = 3;

const UNKNOWN_OPTION = 'this option does not exist; remove it or correct its name';

const OWN_CONSTRUCTOR = optionFault('constructor', 'unknown-option', UNKNOWN_OPTION);

function findFaults(options: IletimerkeziOptions): OptionFault[] {
  // Functions and stores are not transformed, only validated.
  const { fetch, debug, credentials, webhook, ...plain } = options;
  const given = {
    ...plain,
    webhook: webhook && { ...webhook, store: undefined },
    credentials: typeof credentials === 'function' ? undefined : credentials,
  };
  if (hasOwnConstructor(given)) return [OWN_CONSTRUCTOR];
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
      faults.push(
        optionFault(
          path,
          'needed-by-verification',
          'verification requires it; set it, or remove verification',
        ),
      );
    }
  }
  if (lacksLedger(options)) faults.push(optionFault('consents', 'guard-needs-ledger', guardNeedsLedger()));
  if (isLiveInTests(options))
    faults.push(optionFault('baseUrl', 'live-provider-in-tests', liveProviderInTests()));
  return faults;
}

function flatten(error: ValidationError, parent: string): OptionFault[] {
  const path = parent === '' ? error.property : `${parent}.${error.property}`;
  const variable = VARIABLES[path];
  const shown = variable === undefined ? path : `${path} (${variable})`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, fix]) =>
    rule === 'whitelistValidation'
      ? optionFault(shown, 'unknown-option', UNKNOWN_OPTION)
      : optionFault(
          shown,
          rule.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
          fix,
        ),
  );
  // Rules of one option mostly have the same message, so only the first one is reported.
  return [...own.slice(0, 1), ...(error.children ?? []).flatMap((child) => flatten(child, path))];
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
