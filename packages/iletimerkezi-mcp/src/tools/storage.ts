import type { IletimerkeziAccount } from 'nest-iletimerkezi';

/** Whether the account has a database: an outbox, a consent ledger and an event log. */
export const hasStorage = (account: IletimerkeziAccount): boolean => account.background !== undefined;
