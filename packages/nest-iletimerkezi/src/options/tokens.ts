/** The options as the host gave them, not validated yet. One for each account's module instance. */
export const OPTIONS = Symbol.for('iletimerkezi.options');

/** What {@link IletimerkeziModule.forRoot} without options reads its variables from. */
export const ENVIRONMENT = Symbol.for('iletimerkezi.environment');
