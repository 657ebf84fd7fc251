import { formatDateTime, IletimerkeziError, type ErrorParams, type ErrorTexts } from 'iletimerkezi-core';
import { MODULE_ERROR_TEXTS, type OutboxErrorCode } from '../common/error-texts.js';
import type { PreviewChanges } from './outbox.types.js';

/** The error of an outbox operation that was refused. Nothing was changed. */
export class OutboxError extends IletimerkeziError {
  override readonly name = 'OutboxError';
  declare readonly code: OutboxErrorCode;

  constructor(code: OutboxErrorCode, params: ErrorParams = {}, texts: ErrorTexts = MODULE_ERROR_TEXTS[code]) {
    super({ code, texts, params });
  }

  /** With `dedupe-conflict`: the id of the campaign that has the key. */
  get campaignId(): string | undefined {
    const { campaignId } = this.params;
    return typeof campaignId === 'string' ? campaignId : undefined;
  }
}

const DIFFERS = MODULE_ERROR_TEXTS['preview-differs'];

/** The error `preview-differs`. Nothing was enqueued. */
export class PreviewDiffersError extends OutboxError {
  /** The figures that differ; undefined when the preview or the recipients were not available to compare. */
  readonly changes: PreviewChanges | undefined;

  constructor(changes?: PreviewChanges) {
    const { en, tr } = DIFFERS;
    super(
      'preview-differs',
      {},
      {
        en: { ...en, meaning: `${en.meaning}${figuresOf(changes, WORDS.en)}` },
        tr: { ...tr, meaning: `${tr.meaning}${figuresOf(changes, WORDS.tr)}` },
      },
    );
    this.changes = changes;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), ...(this.changes && { changes: this.changes }) };
  }
}

const WORDS = {
  en: { recipients: 'Recipients', credits: 'Credits', startsAt: 'Start' },
  tr: { recipients: 'Alıcı', credits: 'Kontör', startsAt: 'Başlangıç' },
};

function figuresOf(changes: PreviewChanges = {}, words: Record<keyof PreviewChanges, string>): string {
  const { recipients, credits, startsAt } = changes;
  const range = ({ min, max }: { min: number; max: number }): string =>
    min === max ? `${min}` : `${min}–${max}`;
  return [
    recipients && ` ${words.recipients}: ${recipients.before} → ${recipients.now}.`,
    credits && ` ${words.credits}: ${range(credits.before)} → ${range(credits.now)}.`,
    startsAt && ` ${words.startsAt}: ${formatDateTime(startsAt.before)} → ${formatDateTime(startsAt.now)}.`,
  ]
    .filter((text) => text !== undefined)
    .join('');
}
