import type { Setup } from '../shared/api/setup.js';

/** What was decided when the demo started; a class, so that Nest can inject it. */
export class DemoSettings {
  readonly provider: Setup['provider'];
  readonly emulatorUrl?: string;
  readonly characterMode: Setup['characterMode'];
  /** Whether there is a brand code, and so a ledger of consents. */
  readonly keepsConsents: boolean;
  /** How often the provider is asked about orders that no webhook finishes, in milliseconds. */
  readonly syncMs: number;
  /** Folder of the built page. */
  readonly webRoot: string;

  constructor(values: DemoSettings) {
    Object.assign(this, values);
  }
}
