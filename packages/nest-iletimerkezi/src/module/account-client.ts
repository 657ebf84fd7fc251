import { IletimerkeziClient } from 'iletimerkezi-core';
import type { IletimerkeziOptions } from '../options/iletimerkezi.options.js';
import type { CallObservers } from '../telemetry/call-observer.js';

/** Creates an account's client from its options. */
export function createClient(
  name: string,
  options: IletimerkeziOptions,
  observers: CallObservers,
): IletimerkeziClient {
  const { credentials, baseUrl, timeouts, retry, characterMode, abroad, consents, fetch, debug } = options;
  return new IletimerkeziClient({
    credentials,
    baseUrl,
    timeouts,
    retry,
    characterMode,
    abroad,
    landlines: consents?.landlines,
    fetch,
    observe: observers.of(name),
    debug,
  });
}

/** Returns whether this process runs workers. Otherwise other instances on the same database do. */
export const isWorking = ({ outbox }: IletimerkeziOptions): boolean => outbox?.run ?? true;
