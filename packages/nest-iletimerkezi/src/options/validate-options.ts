import { errorDocUrl } from 'iletimerkezi-core';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { ConfigurationError } from '../common/configuration.error.js';
import { guardNeedsLedger, liveProviderInTests } from '../common/messages.js';
import type { IletimerkeziOptions } from './iletimerkezi.options.js';
import { VARIABLES } from './environment.js';
import { OptionsShape } from './options.shape.js';

/** One thing wrong with the options: where, and what would be right. The value itself is never repeated. */
export interface OptionFault {
  path: string;
  /** Stable name in kebab case: `unknown-option`, or the rule that the value breaks, such as `is-string`. */
  code: string;
  /** What would be right, in English. */
  fix: string;
  /** The section of the documentation on invalid options. */
  docUrl: string;
}

/** The options of an account cannot be used. `faults` has all of them, and so has the message. */
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
 * The options, if they are usable.
 * @throws IletimerkeziOptionsError with every fault.
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

/** An own property of this name would be taken for the object's class. */
const hasOwnConstructor = (value: unknown, depth = 0): boolean =>
  isObject(value) &&
  (Object.hasOwn(value, 'constructor') ||
    (depth < DEEPEST && Object.values(value).some((inner) => hasOwnConstructor(inner, depth + 1))));

/** No option lies deeper. */
const DEEPEST = 3;

const UNKNOWN_OPTION = 'this option does not exist; remove it or correct its name';

const OWN_CONSTRUCTOR = optionFault('constructor', 'unknown-option', UNKNOWN_OPTION);

function findFaults(options: IletimerkeziOptions): OptionFault[] {
  // Functions and stores are left as they are: the shape only looks at them.
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
        optionFault(path, 'needed-by-verification', 'verification needs it; set it, or remove verification'),
      );
    }
  }
  if (guardsNothing(options)) faults.push(optionFault('consents', 'guard-needs-ledger', guardNeedsLedger()));
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
  // Several rules of one option mostly say the same; the first is the most basic.
  return [...own.slice(0, 1), ...(error.children ?? []).flatMap((child) => flatten(child, path))];
}

/** A policy that nothing could be judged by would only look like a guard. */
function guardsNothing({ brandCode, storage, consents }: IletimerkeziOptions): boolean {
  if (!isObject(consents) || (consents.policy === undefined && consents.staleAfterMs === undefined))
    return false;
  return brandCode === undefined || storage === undefined || storage === false;
}

/** The provider has no sandbox, so a test against its host is a real order. Source: provider documentation, test mode. */
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
