import { checkText } from 'iletimerkezi-core';
import type { IletimerkeziOptions } from './iletimerkezi.options.js';
import { withVariable } from './option-checks.js';
import { type OptionFault, optionFault } from './option-texts.js';
import { phoneVerificationSettings } from './phone-verification.options.js';
import { hasOnePart, verificationText } from './verification-text.js';

const PATH = 'phoneVerification';

/** The highest ordinal of a message that its text has space for. Later ones are preceded by hours of pauses. */
const ORDINAL = 99;

/**
 * Returns the faults of phone verification that depend on other options: without them, each start would fail. The options
 * of phone verification have the right shape.
 */
export function phoneVerificationFaults(options: IletimerkeziOptions): readonly OptionFault[] {
  const { phoneVerification, defaultSender, abroad = false } = options;
  if (!phoneVerification) return [];
  const { resend, lifetimeMs, allow } = phoneVerificationSettings(phoneVerification);
  const isAbroad = (prefix: string): boolean => !prefix.startsWith('+90') && !'+90'.startsWith(prefix);
  return [
    !defaultSender && optionFault(withVariable('defaultSender'), 'needed-by-phone-verification'),
    (resend.pausesMs[0] ?? 0) >= lifetimeMs && optionFault(`${PATH}.resend`, 'resend-pause-too-long'),
    !abroad && allow.prefixes.some(isAbroad) && optionFault(`${PATH}.allow`, 'allow-needs-abroad'),
    ...textFaults(options),
  ].filter((fault) => fault !== false);
}

/** A text of the host has one part with the longest values, or a message would cost more than `estimate` says. */
function textFaults({
  phoneVerification,
  characterMode = 'english',
}: IletimerkeziOptions): readonly OptionFault[] {
  if (!phoneVerification) return [];
  const { texts, domain, codeLength, lifetimeMs } = phoneVerificationSettings(phoneVerification);
  return (['tr', 'en'] as const).flatMap((locale) => {
    if (texts[locale] === undefined) return [];
    const path = `${PATH}.texts.${locale}`;
    const text = verificationText(
      { texts, domain, characterMode },
      { code: '0'.repeat(codeLength), remainingMs: lifetimeMs, locale, ordinal: ORDINAL },
    );
    if (!checkText(text, { characterMode }).ok) return [optionFault(path, 'verification-text-refused')];
    return hasOnePart(text, characterMode) ? [] : [optionFault(path, 'verification-text-too-long')];
  });
}
