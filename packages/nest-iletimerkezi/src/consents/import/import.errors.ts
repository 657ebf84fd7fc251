import { IletimerkeziError } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS } from '../../common/error-texts.js';

/** A synchronization was ended by another run of the same name. What it had recorded stays. */
export class SyncError extends IletimerkeziError {
  override readonly name = 'SyncError';
  declare readonly code: 'sync-superseded';

  constructor(name: string) {
    const code = 'sync-superseded';
    super({ code, texts: MODULE_ERROR_TEXTS[code], params: { name } });
  }
}
