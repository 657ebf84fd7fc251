/** Returns the message of boot for an account whose commercial sends are not guarded. */
export const unguarded = (account: string): string =>
  `The account "${account}" has storage but no brandCode, so no consents guard its commercial messages. Set brandCode if it sends any.`;
