import type { CharacterMode } from 'iletimerkezi-core';
import { faultValidator, type RuleOptions } from './fault-validator.js';
import {
  brandCodeFault,
  consentDateFault,
  recipientFault,
  sendAtFault,
  senderFault,
  textFault,
} from './rules.js';

/** Validates a Turkish mobile number in any common form, such as `0530 123 45 67`. Does not change the value. */
export function IsTurkishMobile(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isTurkishMobile', (value) => recipientFault(value, false), options);
}

/** Validates a recipient of an order: a Turkish mobile number, or with `abroad` any number with its country code. */
export function IsSmsRecipient({
  abroad = false,
  ...options
}: RuleOptions & { abroad?: boolean } = {}): PropertyDecorator {
  return faultValidator('isSmsRecipient', (value) => recipientFault(value, abroad), options);
}

/** Validates the format of a sender: 1 to 11 letters A to Z, digits, inner spaces and `. & _ -`. Does not check its approval. */
export function IsSenderId(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isSenderId', senderFault, options);
}

/** Validates a message's text: not empty and at most `maxParts` parts (default seven) in the account's `characterMode`. */
export function IsSmsText({
  characterMode,
  maxParts,
  ...options
}: RuleOptions & { characterMode?: CharacterMode; maxParts?: number } = {}): PropertyDecorator {
  return faultValidator('isSmsText', (value) => textFault(value, { characterMode, maxParts }), options);
}

/** Validates a future `Date` for a scheduled order. Combine it with `@ToDate()` for JSON bodies. */
export function IsSendAt(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isSendAt', sendAtFault, options);
}

/** Validates the `Date` of a consent that is registered now. Combine it with `@ToDate()` for JSON bodies. */
export function IsConsentDate(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isConsentDate', consentDateFault, options);
}

/** Validates an İYS brand code: a whole number, or a string of digits. */
export function IsBrandCode(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isBrandCode', brandCodeFault, options);
}
