import { HttpStatus } from '@nestjs/common';
import type { FileFormatError, IletimerkeziErrorCode } from 'iletimerkezi-core';
import type { LedgerError } from '../../consents/ledger/ledger.errors.js';
import type { OutboxError } from '../../outbox/outbox.errors.js';
import type { SyncError } from '../../consents/import/import.errors.js';
import type { VerificationError } from '../../consents/registry/verification/verification.errors.js';

/** A text in both languages. */
export interface Words {
  readonly en: string;
  readonly tr: string;
}

/** The HTTP status of an error, and what callers read. */
export interface Answer {
  readonly status: HttpStatus;
  readonly words: Words;
}

export const OUTCOME_UNKNOWN: Words = {
  en: 'The provider has not confirmed this; it may have been carried out. Check before you ask again.',
  tr: 'Sağlayıcı bunu onaylamadı; işlem yapılmış olabilir. Yeniden istemeden önce kontrol edin.',
};

export const STORAGE_SILENT: Words = {
  en: 'The database did not answer; the message may have been stored for sending. Check before you send again.',
  tr: 'Veritabanı yanıt vermedi; mesaj gönderilmek üzere kaydedilmiş olabilir. Yeniden göndermeden önce kontrol edin.',
};

export const NOT_AVAILABLE: Words = {
  en: 'The message service cannot do this at the moment.',
  tr: 'Mesaj servisi bunu şu anda yapamıyor.',
};

const UNAVAILABLE: Answer = { status: HttpStatus.SERVICE_UNAVAILABLE, words: NOT_AVAILABLE };
const unprocessable = (en: string, tr: string): Answer => ({
  status: HttpStatus.UNPROCESSABLE_ENTITY,
  words: { en, tr },
});
const conflict = (en: string, tr: string): Answer => ({ status: HttpStatus.CONFLICT, words: { en, tr } });

/**
 * Statuses of the provider's codes and the client's that name a fault of the caller. All other codes are between this
 * application and the provider: 502, or 503 where the same call may succeed later.
 */
export const OF_THE_CALLER: Partial<Record<IletimerkeziErrorCode, HttpStatus>> = {
  'invalid-input': HttpStatus.UNPROCESSABLE_ENTITY,
  'invalid-recipients': HttpStatus.UNPROCESSABLE_ENTITY,
  'number-malformed': HttpStatus.UNPROCESSABLE_ENTITY,
  'text-empty': HttpStatus.UNPROCESSABLE_ENTITY,
  'text-too-long': HttpStatus.UNPROCESSABLE_ENTITY,
  'date-range-refused': HttpStatus.UNPROCESSABLE_ENTITY,
  'order-not-found': HttpStatus.NOT_FOUND,
  'not-blacklisted': HttpStatus.NOT_FOUND,
  'order-not-due': HttpStatus.CONFLICT,
  'duplicate-order': HttpStatus.CONFLICT,
};

export const GUARD_ANSWERS: Record<'recipients-withheld' | 'too-many-to-check', Answer> = {
  'recipients-withheld': unprocessable(
    'None of the recipients may get a commercial message, so nothing was sent.',
    'Alıcıların hiçbirine ticari ileti gönderilemez; gönderim yapılmadı.',
  ),
  'too-many-to-check': unprocessable(
    'Too many recipients would have to be looked up first, so nothing was sent.',
    'Önce sorgulanması gereken çok fazla alıcı var; gönderim yapılmadı.',
  ),
};

export const OUTBOX_ANSWERS: Record<OutboxError['code'], Answer> = {
  'storage-off': UNAVAILABLE,
  'two-texts': unprocessable(
    'A recipient has a text and the message has one, too. Give one of them.',
    'Hem alıcının hem gönderimin metni var. Birini verin.',
  ),
  'no-text': unprocessable('The message has no text.', 'Mesaj metni yok.'),
  'no-recipients': unprocessable('The message has no recipients.', 'Gönderimin alıcısı yok.'),
  'bad-time': unprocessable(
    'The times of the message contradict each other or have passed.',
    'Gönderim zamanları çelişiyor ya da geçmiş.',
  ),
  'dedupe-conflict': conflict(
    'This key belongs to a message with other content, so nothing was sent.',
    'Bu anahtar başka içerikli bir gönderime ait; gönderim yapılmadı.',
  ),
  'not-found': {
    status: HttpStatus.NOT_FOUND,
    words: { en: 'There is no such order.', tr: 'Böyle bir gönderim yok.' },
  },
  'not-resolvable': conflict(
    'The order does not wait for a decision, or not any more.',
    'Gönderim bir karar beklemiyor ya da artık beklemiyor.',
  ),
  erased: {
    status: HttpStatus.GONE,
    words: {
      en: 'The content of the order was erased when its retention period ended.',
      tr: 'Gönderimin içeriği, saklama süresi dolduğu için silindi.',
    },
  },
};

export const LEDGER_ANSWERS: Record<LedgerError['code'], Answer> = {
  'storage-off': UNAVAILABLE,
  'brand-code-missing': UNAVAILABLE,
  'not-a-record': unprocessable('This is no valid consent record.', 'Bu, geçerli bir izin kaydı değil.'),
  'consent-stands': conflict(
    'The person’s consent stands and its proof has to be kept, so nothing was erased.',
    'Kişinin onayı geçerli ve ispatının saklanması gerekiyor; hiçbir şey silinmedi.',
  ),
  'withdrawal-recent': conflict(
    'The person withdrew consent less than three years ago and the proof has to be kept, so nothing was erased.',
    'Kişi onayını geri alalı üç yıl olmadı ve ispatının saklanması gerekiyor; hiçbir şey silinmedi.',
  ),
};

export const SYNC_ANSWERS: Record<SyncError['code'], Answer> = {
  'taken-over': conflict(
    'Another run of this synchronisation has begun and continues from here.',
    'Bu eşitlemenin başka bir çalışması başladı ve buradan sürüyor.',
  ),
  'invalid-options': unprocessable(
    'The batch size is not from 1 to 5,000.',
    'Parti boyu 1 ile 5.000 arasında değil.',
  ),
};

export const VERIFICATION_ANSWERS: Record<VerificationError['code'], Answer> = {
  'under-way': conflict('A verification is running already.', 'Bir doğrulama zaten çalışıyor.'),
  'scheduler-missing': UNAVAILABLE,
};

const UNREADABLE = unprocessable('The file cannot be read.', 'Dosya okunamıyor.');

export const FILE_ANSWERS: Record<FileFormatError['code'], Answer> = {
  'wrong-encoding': UNREADABLE,
  'utf-16': UNREADABLE,
  binary: UNREADABLE,
  'unclosed-quote': UNREADABLE,
  'missing-column': unprocessable('The file lacks a column.', 'Dosyada bir sütun eksik.'),
  'ambiguous-column': unprocessable(
    'More than one column of the file may be meant.',
    'Dosyada birden çok sütun kastedilmiş olabilir.',
  ),
};

/** Details of storage, such as paths, are for the operator: callers read that the service is not available. */
export const STORAGE_ANSWER = UNAVAILABLE;
