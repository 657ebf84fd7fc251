import { Faults, isCallError, type CallOptions, type CallError } from 'iletimerkezi-core';

/** How far {@link BlacklistService.addMany} came. */
export interface AddManyProgress {
  done: number;
  failed: number;
  total: number;
}

export interface AddManyOptions extends CallOptions {
  /** Calls at once, 1 to 16. Default 4: the provider asks for fair use and publishes no limit. */
  concurrency?: number;
  /** Told after every number. */
  onProgress?: (progress: AddManyProgress) => void;
}

export interface AddManyResult {
  /** How many numbers are blocked now. */
  added: number;
  /** Numbers that were refused, each with the reason. */
  failed: { number: string; error: CallError }[];
  /** Numbers that were not tried, because `signal` or the credentials ended it early. */
  untried: string[];
}

const MOST_AT_ONCE = 16;

/** Errors that every further number would meet as well. */
const ENDS_ALL = new Set<string>(['unauthorized', 'credentials-unavailable', 'aborted']);

/** Runs `add` over the numbers, a few at a time. */
export async function addMany(
  numbers: Iterable<string>,
  add: (number: string, options: CallOptions) => Promise<void>,
  { concurrency = 4, onProgress, signal }: AddManyOptions = {},
): Promise<AddManyResult> {
  const faults = new Faults();
  if (typeof numbers === 'string' || typeof numbers?.[Symbol.iterator] !== 'function') {
    faults.add('numbers', 'list-required');
  }
  faults.wholeNumber('concurrency', concurrency, 1, MOST_AT_ONCE);
  faults.throwIfAny('add-blacklist');
  const queue = [...new Set(numbers)];
  const result: AddManyResult = { added: 0, failed: [], untried: [] };
  const total = queue.length;
  let next = 0;
  let ended = false;

  const work = async (): Promise<void> => {
    while (!ended && !signal?.aborted) {
      const number = queue[next];
      if (number === undefined) return;
      next += 1;
      try {
        await add(number, { signal });
        result.added += 1;
      } catch (error) {
        if (!isCallError(error)) throw error;
        result.failed.push({ number, error });
        ended ||= ENDS_ALL.has(error.code);
      }
      onProgress?.({ done: result.added, failed: result.failed.length, total });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  result.untried = queue.slice(next);
  return result;
}
