import type { CharacterMode } from 'iletimerkezi-core';
import { faultValidator, type RuleOptions } from './fault-validator.js';
import * as rules from './rules.js';

/** Validates a Turkish mobile number in any common form, such as `0530 123 45 67`. Does not change the value. */
export function IsTurkishMobile(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isTurkishMobile', rules.recipientRule(false), options);
}

/** Validates a recipient of an order: a Turkish mobile number, or with `abroad` any number with its country code. */
export function IsSmsRecipient({
  abroad = false,
  ...options
}: RuleOptions & { abroad?: boolean } = {}): PropertyDecorator {
  return faultValidator('isSmsRecipient', rules.recipientRule(abroad), options);
}

/** Validates the format of a sender: 1 to 11 letters A to Z, digits, inner spaces and `. & _ -`. Does not check its approval. */
export function IsSenderId(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isSenderId', rules.senderRule, options);
}

/**
 * Validates a message's text: not empty and at most `maxParts` parts (default seven) in the account's `characterMode`. `{ret}`,
 * the recipient's opt-out link, is valid. The services check what the law requires of a commercial text.
 */
export function IsSmsText({
  characterMode,
  maxParts,
  ...options
}: RuleOptions & { characterMode?: CharacterMode; maxParts?: number } = {}): PropertyDecorator {
  return faultValidator('isSmsText', rules.textRule({ characterMode, maxParts }), options);
}

/** Validates a future `Date` for a scheduled order. Combine it with `@ToDate()` for JSON bodies. */
export function IsSendAt(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isSendAt', rules.sendAtRule, options);
}

/** Validates the `Date` of a consent that is registered now. Combine it with `@ToDate()` for JSON bodies. */
export function IsConsentDate(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isConsentDate', rules.consentDateRule, options);
}

/** Validates an İYS brand code: a whole number, or a string of digits. */
export function IsBrandCode(options?: RuleOptions): PropertyDecorator {
  return faultValidator('isBrandCode', rules.brandCodeRule, options);
}

/** Validates a phone number, or an e-mail address if the object's `channel` is EPOSTA. */
export function IsConsentRecipient(options?: RuleOptions): PropertyDecorator {
  return faultValidator(
    'isConsentRecipient',
    (value, object) => rules.consentRecipientFault(value, Reflect.get(object, 'channel')),
    options,
  );
}

// The decorators below are for the DTOs of this package.

/** Validates a text as {@link IsSmsText} does, or a template if the object has `values`. */
export const IsSmsTextOrTemplate = (): PropertyDecorator =>
  faultValidator('isSmsText', (value, object) =>
    (Reflect.get(object, 'values') === undefined ? rules.textRule({}) : rules.templateRule)(value),
  );

/** Validates a `Date`. Combine it with `@ToDate()` for JSON bodies. */
export const IsTime = (): PropertyDecorator => faultValidator('isTime', rules.timeRule);

/** Validates a template, or the text of a draft if the object's `status` is `draft`. */
export const IsSavedText = (): PropertyDecorator =>
  faultValidator('isSavedText', (value, object) =>
    (Reflect.get(object, 'status') === 'draft' ? rules.draftTextRule : rules.templateRule)(value),
  );

/** Validates the values of a template for each of the object's `recipients`. */
export const IsTemplateValues = (): PropertyDecorator =>
  faultValidator('isTemplateValues', (value, object) =>
    rules.templateValuesFault(value, Reflect.get(object, 'recipients')),
  );

export const IsKind = (): PropertyDecorator => faultValidator('isKind', rules.kindRule);

export const IsAudience = (): PropertyDecorator => faultValidator('isAudience', rules.audienceRule);

export const IsRecipientList = (max: number): PropertyDecorator =>
  faultValidator('isRecipientList', rules.listRule(max));

export const IsRecipientType = (): PropertyDecorator =>
  faultValidator('isRecipientType', rules.recipientTypeRule);

export const IsConsentChannel = (options?: RuleOptions): PropertyDecorator =>
  faultValidator('isConsentChannel', rules.channelRule, options);

export const IsConsentStatus = (): PropertyDecorator => faultValidator('isConsentStatus', rules.statusRule);

export const IsConsentSource = (): PropertyDecorator => faultValidator('isConsentSource', rules.sourceRule);

export const IsPlainText = (max: number): PropertyDecorator =>
  faultValidator('isPlainText', rules.plainTextRule(max));

export const IsPreview = (): PropertyDecorator => faultValidator('isPreview', rules.previewRule);

export const IsWord = (words: readonly string[]): PropertyDecorator =>
  faultValidator('isWord', rules.wordsRule(words));
