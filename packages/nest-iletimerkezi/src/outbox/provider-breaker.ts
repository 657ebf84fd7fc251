import { performance } from 'node:perf_hooks';
import {
  BrokenCircuitError,
  circuitBreaker,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  handleWhen,
} from 'cockatiel';
import { isCallError } from 'iletimerkezi-core';

/** Number of consecutive connection failures after which the circuit opens. */
const FAILURES = 5;

/** Time for which the circuit stays open, in milliseconds. Then one order tests the connection. */
const PAUSE_MS = 5_000;

/** Margin for the clock of cockatiel, which counts in milliseconds. */
const ROUNDING_MS = 5;

/** Stops sends while the provider is unreachable, when each order would become unknown or use up an attempt. */
export class ProviderBreaker {
  #openUntil = 0;
  #circuit = this.#fresh();

  /** Whether the circuit is open. It closes after a pause. */
  get isOpen(): boolean {
    return performance.now() < this.#openUntil;
  }

  /**
   * Runs a call to the provider unless the circuit is open.
   * @throws BrokenCircuitError when the call was not started; otherwise the error of the call.
   */
  async execute<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#circuit.execute(work);
    } catch (error) {
      if (!(error instanceof BrokenCircuitError) || this.isOpen) throw error;
      // Cockatiel uses the wall clock. If that was set back, the circuit would stay open for as long.
      this.#circuit = this.#fresh();
      return this.#circuit.execute(work);
    }
  }

  #fresh(): CircuitBreakerPolicy {
    const circuit = circuitBreaker(handleWhen(isOutage), {
      breaker: new ConsecutiveBreaker(FAILURES),
      halfOpenAfter: PAUSE_MS,
    });
    circuit.onBreak(() => (this.#openUntil = performance.now() + PAUSE_MS + ROUNDING_MS));
    return circuit;
  }
}

/** Returns whether an error means that the provider is unreachable. A refusal means that it is reachable. */
const isOutage = (error: unknown): boolean =>
  isCallError(error) &&
  ['connect-failed', 'connect-timeout', 'connection-lost', 'response-timeout', 'unavailable'].includes(
    error.code,
  );
