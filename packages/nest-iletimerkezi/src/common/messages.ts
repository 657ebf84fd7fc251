/** Messages of boot for invalid configuration. Each states the problem and the fix. */

export const liveProviderInTests = (): string =>
  'NODE_ENV is test and this is the real provider: messages would reach real people and cost money. Use IletimerkeziTestingModule, or point baseUrl at an emulator, or set allowLiveProviderInTests to true.';

export const guardNeedsLedger = (): string =>
  'policy and staleAfterMs guard commercial sends by the consent ledger, which needs storage and brandCode; set both, or take these out';

export const unguarded = (account: string): string =>
  `The account "${account}" has storage but no brandCode, so no consents guard its commercial messages. Set brandCode if it sends any.`;
