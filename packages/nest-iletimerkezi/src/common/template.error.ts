import { IletimerkeziError, type ErrorParams } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS, type TemplateErrorCode } from './error-texts.js';

/** The error of a saved text that is not there or cannot be saved. Nothing was changed. */
export class TemplateError extends IletimerkeziError {
  override readonly name = 'TemplateError';
  declare readonly code: TemplateErrorCode;

  constructor(code: TemplateErrorCode, params: ErrorParams = {}) {
    super({ code, texts: MODULE_ERROR_TEXTS[code], params });
  }

  /** With `template-changed`: the version of the saved text, 0 when it was removed. */
  get version(): number | undefined {
    const { version } = this.params;
    return typeof version === 'number' ? version : undefined;
  }
}
