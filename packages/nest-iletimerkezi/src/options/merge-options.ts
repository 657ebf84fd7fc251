import type { IletimerkeziOptions, IletimerkeziRootOptions } from './iletimerkezi.options.js';

/**
 * Returns the options of the environment, overridden by the given ones. `webhook`, `timeouts` and `storage` are merged
 * field by field; every other option is replaced. An option that is `undefined` is treated as absent.
 *
 * A given `storage.dir` or `storage.url` selects the database, so addresses from the environment are not added to it.
 */
export function mergeOptions(
  environment: IletimerkeziOptions,
  given: IletimerkeziRootOptions,
): IletimerkeziOptions {
  const { webhook, timeouts, storage, ...rest } = defined(given);
  return {
    ...environment,
    ...rest,
    ...mergedWebhook(environment, webhook),
    ...(timeouts !== undefined && { timeouts: merged(environment.timeouts, timeouts) }),
    ...(storage !== undefined && { storage: mergedStorage(environment.storage, storage) }),
  };
}

function mergedWebhook(
  { webhook: environment }: IletimerkeziOptions,
  given: IletimerkeziRootOptions['webhook'],
): Pick<IletimerkeziOptions, 'webhook'> {
  if (given === undefined) return {};
  // Without tokens on either side, validation names the missing option.
  if (!isFields(given) || !isFields(environment)) return { webhook: { tokens: [], ...given } };
  return { webhook: { ...environment, ...defined(given) } };
}

function mergedStorage(
  environment: IletimerkeziOptions['storage'],
  given: NonNullable<IletimerkeziOptions['storage']>,
): IletimerkeziOptions['storage'] {
  if (!isFields(given) || !isFields(environment)) return given;
  const { pool } = environment;
  const hasAddress = 'dir' in given || 'url' in given;
  return hasAddress
    ? { ...(pool !== undefined && { pool }), ...given }
    : { ...environment, ...defined(given) };
}

/** Merges two objects. A value that is not an object is kept, so that validation rejects it. */
function merged<Options extends object>(environment: Options | undefined, given: Options): Options {
  return isFields(given) ? { ...environment, ...defined(given) } : given;
}

const isFields = (value: unknown): value is object => typeof value === 'object' && value !== null;

function defined<Options extends object>(options: Options): Options {
  const fields = { ...options };
  for (const name of Object.keys(fields)) {
    if (Reflect.get(fields, name) === undefined) Reflect.deleteProperty(fields, name);
  }
  return fields;
}
