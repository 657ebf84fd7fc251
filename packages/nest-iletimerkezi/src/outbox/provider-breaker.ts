import { performance } from 'node:perf_hooks';
import {
  BrokenCircuitError,
  circuitBreaker,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  handleWhen,
} from 'cockatiel';
import { isCallError } from 'iletimerkezi-core';

/** Consecutive failures to reach the provider, after which an instance stops trying. */
const FAILURES = 5;

/** For so long; then one order finds out. */
const PAUSE_MS = 5_000;

/** The breaker's own clock counts whole milliseconds. */
const ROUNDING_MS = 5;

/** Keeps orders from a provider that is out of reach, each of which would only become unknown or use up an attempt. */
export class ProviderBreaker {
  #closedUntil = 0;
  #circuit = this.#fresh();

  /** Whether nothing should be tried this moment. Ends by itself: asking is what opens the way again. */
  get isOpen(): boolean {
    return performance.now() < this.#closedUntil;
  }

  /**
   * Does the work, unless nothing should be tried.
   * @throws BrokenCircuitError when the work was not begun; else what the work throws.
   */
  async execute<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#circuit.execute(work);
    } catch (error) {
      if (!(error instanceof BrokenCircuitError) || this.isOpen) throw error;
      // It goes by the wall clock: where that was put back, it would keep the way closed for as long.
      this.#circuit = this.#fresh();
      return this.#circuit.execute(work);
    }
  }

  #fresh(): CircuitBreakerPolicy {
    const circuit = circuitBreaker(handleWhen(isOutage), {
      breaker: new ConsecutiveBreaker(FAILURES),
      halfOpenAfter: PAUSE_MS,
    });
    circuit.onBreak(() => (this.#closedUntil = performance.now() + PAUSE_MS + ROUNDING_MS));
    return circuit;
  }
}

/** What says that the provider is out of reach; a refusal says that it is there. */
const isOutage = (error: unknown): boolean =>
  isCallError(error) &&
  ['connect-failed', 'connect-timeout', 'connection-lost', 'response-timeout', 'unavailable'].includes(
    error.code,
  );
