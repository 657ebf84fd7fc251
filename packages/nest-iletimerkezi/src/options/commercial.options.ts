import { SendingHours } from './sending-hours.js';
import type { SendingHoursOptions } from './sending-hours.options.js';

/**
 * The maximum number of commercial messages to one person from the account. Neither law 6563 nor the regulation on commercial messages
 * (2015/29417) sets a number. The outbox and direct sends of all instances on the database share the count. Requires
 * `storage`.
 */
export interface FrequencyCapOptions {
  /** Maximum number of commercial messages to a phone number, 1 to 100. */
  messages: number;
  /** The period in days of 24 hours, which ends with each message; 1 to 366. */
  days: number;
}

/** When and how often an account sends commercial messages to a person. */
export interface CommercialRules {
  readonly hours?: SendingHours | undefined;
  readonly cap?: FrequencyCap | undefined;
}

/** The frequency cap of an account. */
export type FrequencyCap = Readonly<FrequencyCapOptions>;

/** Returns the rules of an account for commercial messages. */
export function commercialRules({
  sendingHours,
  frequencyCap,
}: {
  readonly sendingHours?: SendingHoursOptions;
  readonly frequencyCap?: FrequencyCapOptions;
}): CommercialRules {
  return {
    hours: sendingHours && new SendingHours(sendingHours),
    cap: frequencyCap && { messages: frequencyCap.messages, days: frequencyCap.days },
  };
}
