/** Token of the options before validation. Each account's module instance has its own. */
export const OPTIONS = Symbol.for('iletimerkezi.options');

/** Token of the environment from which {@link IletimerkeziModule.forRoot} reads missing options. */
export const ENVIRONMENT = Symbol.for('iletimerkezi.environment');
