import { IletimerkeziError } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS } from '../../common/error-texts.js';

/** Another run of the same import has started, so this run has ended. The rows that it committed stay recorded. */
export class ImportError extends IletimerkeziError {
  override readonly name = 'ImportError';
  declare readonly code: 'import-superseded';

  constructor(name: string) {
    const code = 'import-superseded';
    super({ code, texts: MODULE_ERROR_TEXTS[code], params: { name } });
  }
}
