import type { EndpointSlug } from './contract/endpoint.js';
import { IletimerkeziError, isIletimerkeziError } from './errors.js';
import type { InputFault } from './fault-texts.js';
import { LOCAL_TEXTS } from './local-texts.js';

/** An input was refused before anything left the machine. `faults` lists every fault, not only the first. */
export class InputError extends IletimerkeziError {
  override readonly name = 'InputError';
  declare readonly code: 'invalid-input';
  /** Every fault of the input, in the input's order. */
  readonly faults: readonly InputFault[];
  /** The endpoint whose call was refused, where the input was meant for one. */
  readonly endpoint?: EndpointSlug;

  constructor(faults: readonly InputFault[], endpoint?: EndpointSlug) {
    const texts = LOCAL_TEXTS['invalid-input'];
    const shown = faults.slice(0, 3).map((fault) => `${fault.path}: ${fault.message}`);
    const more =
      faults.length > shown.length ? ` (and ${faults.length - shown.length} more, see faults)` : '';
    super({
      code: 'invalid-input',
      texts,
      message: `${texts.en.meaning} ${shown.join('; ')}${more}. ${texts.en.fix}`,
    });
    this.faults = faults;
    if (endpoint !== undefined) this.endpoint = endpoint;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), endpoint: this.endpoint, faults: this.faults };
  }
}

/** Whether a value is an {@link InputError}, also when another copy of the package threw it. */
export function isInputError(value: unknown): value is InputError {
  return (
    isIletimerkeziError(value) &&
    value.code === 'invalid-input' &&
    Array.isArray(Reflect.get(value, 'faults'))
  );
}
