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

/** A Turkish mobile number in any form people write, `0530 123 45 67` included. The value stays as it was written. */
export function IsTurkishMobile(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isTurkishMobile', (value) => recipientFault(value, false), options);
}

/** A number an order may go to: a Turkish mobile, and with `abroad` any number with its country code. */
export function IsSmsRecipient({
  abroad = false,
  ...options
}: RuleOptions & { abroad?: boolean } = {}): PropertyDecorator {
  return faultValidator('isSmsRecipient', (value) => recipientFault(value, abroad), options);
}

/** A text that could be a sender: 1 to 11 letters A to Z, digits, inner spaces and `. & _ -`. Whether it is approved, only the account knows. */
export function IsSenderId(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isSenderId', senderFault, options);
}

/** A message's text: not empty and within seven parts, or within `maxParts`, in the account's `characterMode`. */
export function IsSmsText({
  characterMode,
  maxParts,
  ...options
}: RuleOptions & { characterMode?: CharacterMode; maxParts?: number } = {}): PropertyDecorator {
  return faultValidator('isSmsText', (value) => textFault(value, { characterMode, maxParts }), options);
}

/** A `Date` in the future, at which the provider is to send. Put `@ToDate()` beside it for JSON bodies. */
export function IsSendAt(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isSendAt', sendAtFault, options);
}

/** A `Date` at which a consent that is registered now may have been given. Put `@ToDate()` beside it for JSON bodies. */
export function IsConsentDate(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isConsentDate', consentDateFault, options);
}

/** An İYS brand code: a whole number, or its digits. */
export function IsBrandCode(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isBrandCode', brandCodeFault, options);
}
