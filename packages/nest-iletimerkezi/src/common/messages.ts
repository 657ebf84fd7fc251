/** Returns the message of boot for an account whose commercial sends are not guarded. */
export const unguarded = (account: string): string =>
  `The account "${account}" has storage but no brandCode, so no consents guard its commercial messages. Set brandCode if it sends any.`;

/** Returns the message of boot for an account whose commercial messages get no footer. */
export const withoutBrand = (account: string): string =>
  `The account "${account}" has a brandCode but no brand, so the content of its commercial messages is not checked: they must state sender, contact and opt-out themselves (regulation 2015/29417, art. 8 and 9). Set brand to have them checked.`;
