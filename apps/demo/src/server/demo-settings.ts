import type { Setup } from '../shared/api/setup.js';

/** The settings of the running demo. A class, so that Nest can inject it. */
export class DemoSettings {
  readonly provider: Setup['provider'];
  readonly emulatorUrl?: string;
  readonly characterMode: Setup['characterMode'];
  /** Whether a brand code is set, which enables the consent ledger. */
  readonly keepsConsents: boolean;
  /** Whether a default sender is set, which enables phone verification. */
  readonly verifiesPhones: boolean;
  /** The polling interval for reports of unfinished orders, in milliseconds. */
  readonly syncMs: number;
  /** The folder of the built page. */
  readonly webRoot: string;

  constructor(values: DemoSettings) {
    Object.assign(this, values);
  }
}
