import { Faults, isCallError, type CallOptions, type CallError } from 'iletimerkezi-core';

/** Progress of {@link BlacklistService.addMany}. */
export interface AddManyProgress {
  done: number;
  failed: number;
  total: number;
}

export interface AddManyOptions extends CallOptions {
  /** Concurrent calls, 1 to 16. Default 4: the provider asks for fair use and publishes no limit. */
  concurrency?: number;
  /** Called after every number. */
  onProgress?: (progress: AddManyProgress) => void;
}

export interface AddManyResult {
  /** Number of blocked numbers. */
  added: number;
  /** Numbers that the provider rejected, each with the error. */
  failed: { number: string; error: CallError }[];
  /** Numbers that were not tried because `signal` was aborted or the credentials failed. */
  untried: string[];
}

const MAX_CONCURRENCY = 16;

/** Errors that would occur for every further number, too. */
const FATAL_CODES = new Set<string>(['unauthorized', 'credentials-unavailable', 'aborted']);

/** Calls `add` for each distinct number with limited concurrency. */
export async function addMany(
  numbers: Iterable<string>,
  add: (number: string, options: CallOptions) => Promise<void>,
  { concurrency = 4, onProgress, signal }: AddManyOptions = {},
): Promise<AddManyResult> {
  const faults = new Faults();
  if (typeof numbers === 'string' || typeof numbers?.[Symbol.iterator] !== 'function') {
    faults.add('numbers', 'list-required');
  }
  faults.wholeNumber('concurrency', concurrency, 1, MAX_CONCURRENCY);
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
        ended ||= FATAL_CODES.has(error.code);
      }
      onProgress?.({ done: result.added, failed: result.failed.length, total });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  result.untried = queue.slice(next);
  return result;
}
