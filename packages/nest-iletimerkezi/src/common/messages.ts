/** What boot says when something is put together wrongly. Every text says what happened and what to do. */

export const accountUnknown = (name: string, names: readonly string[]): string =>
  names.length === 0
    ? `There is no account "${name}": no IletimerkeziModule is imported. Import IletimerkeziModule.forRoot(…) in the root module.`
    : `There is no account "${name}". There are: ${names.join(', ')}. Import IletimerkeziModule.forRootAsync({ account: '${name}', … }), or correct the name.`;

export const accountTwice = (name: string): string =>
  `The account "${name}" is configured twice. Give each IletimerkeziModule its own name: forRootAsync({ account: 'another', … }).`;

export const invalidOptions = (account: string, faults: readonly { path: string; fix: string }[]): string =>
  [
    `The options of the iletiMerkezi account "${account}" are not usable:`,
    ...faults.map(({ path, fix }) => `  - ${path}: ${fix}`),
  ].join('\n');

export const liveProviderInTests = (): string =>
  'NODE_ENV is test and this is the real provider: messages would reach real people and cost money. Use IletimerkeziTestingModule, or point baseUrl at an emulator, or set allowLiveProviderInTests to true.';

export const guardNeedsLedger = (): string =>
  'policy and staleAfterMs guard commercial sends by the consent ledger, which needs storage and brandCode; set both, or take these out';

export const tokensMissing = (where: string, account: string): string =>
  `${where} takes in delivery webhooks of the account "${account}", but the account has no webhook.tokens. Give it a secret of 16 characters or more, and put the same one into the webhook URL in the provider's panel.`;

export const handlerWithoutInstance = (where: string): string =>
  `${where} is a handler on a request-scoped or transient provider. What it would be called with belongs to no request and to no other provider of yours, so there is no instance to call it on: move the handler to a singleton provider.`;

export const noDelivery = (): string =>
  '@DeliveryReport() stands on a parameter of a method without @DeliveryWebhook(). Put @DeliveryWebhook() on the method.';

export const unguarded = (account: string): string =>
  `The account "${account}" has storage but no brandCode, so no consents guard its commercial messages. Set brandCode if it sends any.`;
