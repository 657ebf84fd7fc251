import type { ErrorTexts } from 'iletimerkezi-core';
import { CONFIGURATION_TEXTS } from './configuration-texts.js';
import { STORAGE_TEXTS } from './storage-texts.js';

const OUTBOX_TEXTS = {
  'two-texts': {
    en: {
      title: 'A recipient has two different texts',
      meaning: 'Within one message, each recipient gets one text and one delivery state.',
      fix: 'Enqueue the texts as two messages, or give the text in one place only.',
    },
    tr: {
      title: 'Bir alıcının iki ayrı metni var',
      meaning: 'Bir gönderimde her alıcının tek metni ve tek iletim durumu olur.',
      fix: 'Metinleri iki ayrı gönderim olarak kuyruğa ekleyin ya da metni tek bir yerde verin.',
    },
  },
  'no-text': {
    en: {
      title: 'Recipient {row} has no text, and the message has no common text',
      meaning: '',
      fix: 'Give the message a text, or each recipient its own.',
    },
    tr: {
      title: '{row}. alıcının metni yok, gönderimin de ortak metni yok',
      meaning: '',
      fix: 'Gönderime bir metin ya da her alıcıya kendi metnini verin.',
    },
  },
  'no-recipients': {
    en: {
      title: 'The message has no recipients',
      meaning: '',
      fix: 'Give at least one recipient.',
    },
    tr: { title: 'Gönderimin alıcısı yok', meaning: '', fix: 'En az bir alıcı verin.' },
  },
  'bad-time': {
    en: {
      title: 'The message could never be sent',
      meaning: '`notAfter` has passed, or is not after `notBefore`.',
      fix: 'Correct the times.',
    },
    tr: {
      title: 'Gönderim hiçbir zaman yapılamaz',
      meaning: '`notAfter` geçmişte ya da `notBefore` değerinden sonra değil.',
      fix: 'Zamanları düzeltin.',
    },
  },
  'dedupe-conflict': {
    en: {
      title: 'The key belongs to a message with other content',
      meaning: 'The `dedupeKey` belongs to the campaign {campaignId}; nothing was enqueued.',
      fix: "Give each message a key of its own, or `otherContent: 'ignore'` to get the first campaign whatever its content.",
    },
    tr: {
      title: 'Anahtar başka içerikli bir gönderime ait',
      meaning: '`dedupeKey`, {campaignId} kampanyasına ait; gönderim yapılmadı.',
      fix: "Her gönderime kendi anahtarını verin ya da içeriği ne olursa olsun ilk kampanyayı almak için `otherContent: 'ignore'` kullanın.",
    },
  },
  'preview-differs': {
    en: {
      title: 'The message differs from its preview',
      meaning:
        'Sender, kind, a text, a recipient or `sendAt` has changed since the preview; nothing was enqueued.',
      fix: 'Preview the message again, and pass the new `digest` as `expect`.',
    },
    tr: {
      title: 'Gönderim, önizlemesinden farklı',
      meaning:
        'Önizlemeden bu yana başlık, tür, bir metin, bir alıcı ya da `sendAt` değişmiş; gönderim yapılmadı.',
      fix: 'Gönderimi yeniden önizleyin ve yeni `digest` değerini `expect` olarak verin.',
    },
  },
  'outbox-order-not-found': {
    en: { title: 'This account has no order {id}', meaning: '', fix: 'Check the id.' },
    tr: { title: 'Bu hesabın {id} numaralı bir gönderimi yok', meaning: '', fix: 'Numarayı kontrol edin.' },
  },
  'campaign-not-found': {
    en: {
      title: 'This account has no campaign {id} for this call',
      meaning: 'It does not exist, or its transaction has not committed yet.',
      fix: 'Check the id.',
    },
    tr: {
      title: 'Bu hesabın bu çağrıya uygun bir {id} kampanyası yok',
      meaning: 'Kampanya yok ya da işlemi (transaction) henüz tamamlanmadı.',
      fix: 'Numarayı kontrol edin.',
    },
  },
  'campaign-started': {
    en: {
      title: 'The campaign {id} has been started',
      meaning: 'One of its orders was sent, is being sent or has ended, so its time cannot be changed.',
      fix: 'Cancel the rest with `cancel()`, and enqueue a new campaign.',
    },
    tr: {
      title: '{id} kampanyası başlamış',
      meaning: 'Gönderimlerinden biri yapılmış, yapılıyor ya da sona ermiş; bu yüzden zamanı değiştirilemez.',
      fix: 'Kalanları `cancel()` ile iptal edip yeni bir kampanya oluşturun.',
    },
  },
  'nothing-to-cancel': {
    en: {
      title: 'Nothing of the campaign {id} can be cancelled any more',
      meaning: 'Its orders are being sent, were sent or have ended.',
      fix: 'Read its current state.',
    },
    tr: {
      title: '{id} kampanyasında artık iptal edilebilecek bir gönderim yok',
      meaning: 'Gönderimleri yapılıyor, yapılmış ya da sona ermiş.',
      fix: 'Güncel durumuna bakın.',
    },
  },
  'reschedule-too-soon': {
    en: {
      title: 'The message cannot be sent at another time before {at} (Türkiye time)',
      meaning:
        'The provider has it already, and refuses the same message within ten minutes; nothing was changed.',
      fix: 'Choose a later time.',
    },
    tr: {
      title: 'Gönderim {at} (Türkiye saati) öncesine alınamaz',
      meaning: 'Sağlayıcı gönderimi almış; aynı mesajı on dakika içinde kabul etmez. Hiçbir şey değişmedi.',
      fix: 'Daha geç bir zaman seçin.',
    },
  },
  'order-not-held': {
    en: {
      title: 'The order {id} is not held',
      meaning: 'A decision or new evidence has already settled it.',
      fix: 'Read its current state.',
    },
    tr: {
      title: '{id} numaralı gönderim karar beklemiyor',
      meaning: 'Bir karar ya da yeni bir kanıt onu sonuçlandırmış.',
      fix: 'Güncel durumuna bakın.',
    },
  },
  'recipients-erased': {
    en: {
      title: 'Recipients of the campaign {id} were erased when its retention period ended',
      meaning: 'Whether a number was among them is not known any more.',
      fix: '`retention: { hashKey }` keeps keyed hashes of numbers that are erased from then on.',
    },
    tr: {
      title: '{id} kampanyasının alıcıları, saklama süresi dolduğu için silindi',
      meaning: 'Bir numaranın aralarında olup olmadığı artık bilinemez.',
      fix: '`retention: { hashKey }`, bundan sonra silinen numaraların anahtarlı özetlerini saklar.',
    },
  },
} as const satisfies Record<string, ErrorTexts>;

const CONSENT_TEXTS = {
  'recipients-withheld': {
    en: {
      title: 'None of the {count} recipients may receive a commercial message',
      meaning: 'Nothing was sent ({reasons}).',
      fix: 'See `withheld` of the error for the recipients, and docs/consents.md for the reasons.',
    },
    tr: {
      title: '{count} alıcının hiçbirine ticari ileti gönderilemez',
      meaning: 'Gönderim yapılmadı ({reasons}).',
      fix: 'Alıcılar için hatanın `withheld` alanına, nedenler için docs/consents.md sayfasına bakın.',
    },
  },
  'too-many-to-check': {
    en: {
      title: 'Too many recipients have to be looked up first',
      meaning:
        'Nothing was sent: {unchecked} recipients have to be looked up in the registry, and a direct send looks up {limit} at most.',
      fix: 'Enqueue the order with OutboxService, which looks recipients up before it sends, or set `consents.policy`.',
    },
    tr: {
      title: 'Önce sorgulanması gereken çok fazla alıcı var',
      meaning:
        'Gönderim yapılmadı: {unchecked} alıcının İYS’de sorgulanması gerekiyor, doğrudan gönderim en fazla {limit} alıcı sorgular.',
      fix: 'Gönderimi, alıcıları göndermeden önce sorgulayan OutboxService ile kuyruğa ekleyin ya da `consents.policy` belirleyin.',
    },
  },
  'brand-code-missing': {
    en: {
      title: 'No brand code is known',
      meaning: '',
      fix: 'Give a brand code, or set `brandCode` in the options of the module.',
    },
    tr: {
      title: 'Marka kodu belli değil',
      meaning: '',
      fix: 'Bir marka kodu verin ya da modülün seçeneklerinde `brandCode` belirleyin.',
    },
  },
  'not-a-record': {
    en: {
      title: 'This is not a valid consent record',
      meaning: 'Nothing was recorded.',
      fix: 'Correct what `faults` names; several entries are given as an array.',
    },
    tr: {
      title: 'Bu, geçerli bir izin kaydı değil',
      meaning: 'Hiçbir şey kaydedilmedi.',
      fix: '`faults` içindekileri düzeltin; birden çok kayıt dizi olarak verilir.',
    },
  },
  'consent-stands': {
    en: {
      title: 'The person’s consent is in force',
      meaning:
        'Nothing was erased: its evidence has to be kept until three years after it ends (regulation 2015/29417, art. 13).',
      fix: 'Record the withdrawal with `optOut()` and erase three years later, or give a `reason`.',
    },
    tr: {
      title: 'Kişinin onayı geçerli',
      meaning:
        'Hiçbir şey silinmedi: ispatının, onay sona erdikten sonra üç yıl saklanması gerekir (29417 sayılı Yönetmelik, m. 13).',
      fix: 'Onayın geri alınmasını `optOut()` ile kaydedip üç yıl sonra silin ya da bir `reason` verin.',
    },
  },
  'withdrawal-recent': {
    en: {
      title: 'The person withdrew a consent less than three years ago',
      meaning:
        'Nothing was erased: its evidence has to be kept until three years after its end (regulation 2015/29417, art. 13).',
      fix: 'Give a `reason` to erase it anyway, such as a request that your lawyer has assessed.',
    },
    tr: {
      title: 'Kişi onayını geri alalı üç yıl olmadı',
      meaning:
        'Hiçbir şey silinmedi: ispatının, onay sona erdikten sonra üç yıl saklanması gerekir (29417 sayılı Yönetmelik, m. 13).',
      fix: 'Yine de silmek için, hukukçunuzun değerlendirdiği bir talep gibi bir `reason` verin.',
    },
  },
  'import-superseded': {
    en: {
      title: 'Another run of the import "{name}" has started',
      meaning: 'This run has ended. The rows that it committed stay recorded.',
      fix: 'Run it in one place at a time.',
    },
    tr: {
      title: '"{name}" içe aktarması yeniden başlatıldı',
      meaning: 'Bu çalışma sona erdi. Kaydettiği satırlar korunur.',
      fix: 'Aynı anda tek bir yerde çalıştırın.',
    },
  },
  'verification-running': {
    en: {
      title: 'A verification of this account is already running',
      meaning: 'It runs on this or another instance.',
      fix: 'See its progress with `runs()`.',
    },
    tr: {
      title: 'Bu hesabın bir doğrulaması zaten çalışıyor',
      meaning: 'Bu örnekte ya da başka bir örnekte sürüyor.',
      fix: 'İlerlemesine `runs()` ile bakın.',
    },
  },
} as const satisfies Record<string, ErrorTexts>;

const SENDING_TEXTS = {
  'spend-limit-exceeded': {
    en: {
      title: 'The message exceeds the spend limit {path}',
      meaning: 'It has up to {credits} credits, and the cap is {limit}. Nothing was sent.',
      fix: 'Try again after `retryAt`, or raise the cap. Without `retryAt` the message is larger than the cap.',
    },
    tr: {
      title: 'Gönderim, {path} harcama sınırını aşıyor',
      meaning: 'Gönderim en çok {credits} kredi tutar, sınır {limit} kredidir. Hiçbir şey gönderilmedi.',
      fix: '`retryAt` zamanından sonra yeniden deneyin ya da sınırı yükseltin. `retryAt` yoksa gönderim sınırdan büyük.',
    },
  },
  'outside-hours': {
    en: {
      title: 'Commercial messages are not sent at this time',
      meaning: 'The time is outside of `sendingHours`. Nothing was sent.',
      fix: 'Send from {opensAt} (Türkiye time) on, or enqueue the message with OutboxService, which waits until then.',
    },
    tr: {
      title: 'Bu saatte ticari ileti gönderilmez',
      meaning: 'Şu an `sendingHours` saatlerinin dışında. Hiçbir şey gönderilmedi.',
      fix: '{opensAt} (Türkiye saati) itibarıyla gönderin ya da o zamana kadar bekleyen OutboxService ile kuyruğa ekleyin.',
    },
  },
  'sender-not-approved': {
    en: {
      title: 'The sender "{sender}" is not approved',
      meaning: '',
      fix: 'Write it exactly as approved: {approved}.',
    },
    tr: {
      title: '“{sender}” onaylı bir başlık değil',
      meaning: '',
      fix: 'Onaylandığı gibi yazın: {approved}.',
    },
  },
} as const satisfies Record<string, ErrorTexts>;

const PHONE_VERIFICATION_TEXTS = {
  'phone-verification-limited': {
    en: {
      title: 'No code can be sent to this phone at the moment',
      meaning: 'A limit was reached. Nothing was sent.',
      fix: 'Try again after `retryAt`. The event `phone-verification.refused` names the limit.',
    },
    tr: {
      title: 'Bu telefona şu anda kod gönderilemiyor',
      meaning: 'Bir sınıra ulaşıldı. Hiçbir şey gönderilmedi.',
      fix: '`retryAt` zamanından sonra yeniden deneyin. Hangi sınır olduğunu `phone-verification.refused` olayı bildirir.',
    },
  },
  'phone-verification-unavailable': {
    en: {
      title: 'Codes cannot be sent at the moment',
      meaning: 'The account does not send until an operator acts, because of its balance or its credentials.',
      fix: 'See the event `lane-stopped`, fix its cause and call OutboxService.resume().',
    },
    tr: {
      title: 'Şu anda kod gönderilemiyor',
      meaning: 'Bakiye ya da API bilgileri nedeniyle hesap, biri müdahale edene kadar gönderim yapmıyor.',
      fix: '`lane-stopped` olayına bakın, nedenini giderin ve OutboxService.resume() çağırın.',
    },
  },
  'phone-verification-required': {
    en: {
      title: 'This requires a verified phone',
      meaning: '',
      fix: 'Verify the phone for this purpose and send the id of the verification with the request.',
    },
    tr: {
      title: 'Bu işlem için telefonun doğrulanması gerekir',
      meaning: '',
      fix: 'Telefonu bu amaç için doğrulayın ve doğrulama kimliğini istekle birlikte gönderin.',
    },
  },
  'phone-verification-off': {
    en: {
      title: 'Phone verification of this account is not configured',
      meaning: '',
      fix: 'Set `phoneVerification: { hashKeys: […] }` in the options of the module.',
    },
    tr: {
      title: 'Bu hesapta telefon doğrulama yapılandırılmamış',
      meaning: '',
      fix: 'Modülün seçeneklerinde `phoneVerification: { hashKeys: […] }` belirleyin.',
    },
  },
} as const satisfies Record<string, ErrorTexts>;

const TEMPLATE_TEXTS = {
  'template-not-found': {
    en: {
      title: 'There is no saved text {id}',
      meaning: 'It was removed, its retention is over, or it is a draft of another user.',
      fix: 'Check the id and the account.',
    },
    tr: {
      title: '{id} kimlikli kayıtlı metin yok',
      meaning: 'Kaldırılmış, saklama süresi dolmuş ya da başka bir kullanıcının taslağı olabilir.',
      fix: 'Kimliği ve hesabı kontrol edin.',
    },
  },
  'template-changed': {
    en: {
      title: 'The saved text was changed meanwhile',
      meaning: 'Its version is {version}. Nothing was saved.',
      fix: 'Read the text again, apply the change to it and save it with the new version.',
    },
    tr: {
      title: 'Kayıtlı metin bu arada değiştirilmiş',
      meaning: 'Şu anki sürümü {version}. Hiçbir şey kaydedilmedi.',
      fix: 'Metni yeniden okuyun, değişikliği ona uygulayın ve yeni sürümle kaydedin.',
    },
  },
  'template-ready': {
    en: {
      title: 'A template that is in use cannot become a draft',
      meaning: 'Nothing was saved.',
      fix: 'Save it as `ready`, or save the draft under a new id.',
    },
    tr: {
      title: 'Kullanımdaki bir şablon taslağa dönüştürülemez',
      meaning: 'Hiçbir şey kaydedilmedi.',
      fix: '`ready` olarak ya da taslağı yeni bir kimlikle kaydedin.',
    },
  },
} as const satisfies Record<string, ErrorTexts>;

/** Texts of all error codes of this package in both languages. Codes of calls to the provider are in core. */
export const MODULE_ERROR_TEXTS = {
  ...OUTBOX_TEXTS,
  ...CONSENT_TEXTS,
  ...SENDING_TEXTS,
  ...PHONE_VERIFICATION_TEXTS,
  ...TEMPLATE_TEXTS,
  ...STORAGE_TEXTS,
  ...CONFIGURATION_TEXTS,
} as const satisfies Record<string, ErrorTexts>;

/** Returns the explanations of this package's error codes in both languages, by code. */
export const moduleErrorTexts = (): Readonly<Record<ModuleErrorCode, ErrorTexts>> => MODULE_ERROR_TEXTS;

/** Error codes of this package. */
export type ModuleErrorCode = keyof typeof MODULE_ERROR_TEXTS;

/** Error codes of {@link OutboxError}. */
export type OutboxErrorCode = keyof typeof OUTBOX_TEXTS;

/** Error codes of {@link PhoneVerificationError}. */
export type PhoneVerificationErrorCode = keyof typeof PHONE_VERIFICATION_TEXTS;

/** Error codes of {@link TemplateError}. */
export type TemplateErrorCode = keyof typeof TEMPLATE_TEXTS;

/** Error codes of {@link StorageError}. */
export type StorageErrorCode = keyof typeof STORAGE_TEXTS;

/** Error codes of {@link ConfigurationError}. */
export type ConfigurationErrorCode = keyof typeof CONFIGURATION_TEXTS;
