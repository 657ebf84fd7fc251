import {
  describeError,
  isIletimerkeziError,
  parseTurkishMobile,
  setupSectionOf,
  type DocumentationPlace,
  type IletimerkeziClient,
} from 'iletimerkezi-core';
import { nameOf } from '../common/thrown.js';
import { passed, skipped, type Finding } from './check.types.js';

/** A balance below this many messages is reported as a warning. */
const LOW_BALANCE = 100;
/** An address reserved for documentation (RFC 2606), so the query concerns no real person. */
const RESERVED_ADDRESS = 'check@example.com';

export const BRAND_CODE = setupSectionOf('no-iys-subscription');
const SENDERS = setupSectionOf('sender-not-approved');

/** Converts an error to a failed finding with the error's texts, which contain no secret. */
export function failedBy(error: unknown): Finding {
  if (!isIletimerkeziError(error)) {
    const name = nameOf(error);
    return {
      status: 'failed',
      message: { tr: `Beklenmeyen bir hata: ${name}.`, en: `Unexpected error: ${name}.` },
    };
  }
  const docUrl: DocumentationPlace | undefined = setupSectionOf(error.code);
  return {
    status: 'failed',
    message: { tr: describeError(error, 'tr'), en: describeError(error, 'en') },
    ...(docUrl && { docUrl }),
  };
}

/** Checks key and hash, API access and the allowed IP address with one balance request. */
export async function checkCredentials(
  client: IletimerkeziClient,
): Promise<{ credentials: Finding; access: Finding; balance: Finding; ok: boolean }> {
  const unknown = skipped(
    'Kimlik bilgileri kabul edilmeden sınanamaz.',
    'Cannot be checked before the credentials are accepted.',
  );
  try {
    const { amount, sms } = await client.getBalance();
    return {
      credentials: passed(
        'Sağlayıcı anahtarı ve hash değerini kabul ediyor.',
        'The provider accepts key and hash.',
      ),
      access: passed(
        'API erişimi açık ve bu makinenin adresine izin var.',
        'API access is on, and this machine’s address is allowed.',
      ),
      balance: balanceOf(amount, sms),
      ok: true,
    };
  } catch (error) {
    const refused = isIletimerkeziError(error) && error.code === 'unauthorized';
    const access: Finding = {
      status: 'failed',
      message: {
        tr: 'Sağlayıcı 401 yanıtı verdi: yanlış anahtar, kapalı API erişimi ve listede olmayan adres aynı yanıtı alır.',
        en: 'The provider answered 401: a wrong key, API access switched off and an address off the list get the same answer.',
      },
      hint: {
        tr: 'Panelde API kullanımına izin verildiğini ve bu makinenin adresinin Sabit IP listesinde olduğunu kontrol edin.',
        en: 'In the panel check that API access is allowed and that this machine’s address is on the static IP list.',
      },
      docUrl: setupSectionOf('unauthorized'),
    };
    return { credentials: failedBy(error), access: refused ? access : unknown, balance: unknown, ok: false };
  }
}

function balanceOf(amount: number, sms: number): Finding {
  if (sms <= 0 && amount <= 0) {
    return {
      status: 'failed',
      message: { tr: 'Bakiye boş.', en: 'The balance is empty.' },
      hint: { tr: 'Panelden bakiye yükleyin.', en: 'Top up in the panel.' },
    };
  }
  // Accounts billed in lira may have no figure in messages.
  if (sms <= 0) {
    return passed(
      `Bakiye ₺${amount.toLocaleString('tr-TR')}.`,
      `The balance is ₺${amount.toLocaleString('en-US')}.`,
    );
  }
  const finding = passed(
    `Bakiye yaklaşık ${sms.toLocaleString('tr-TR')} SMS’e yetiyor.`,
    `The balance is enough for about ${sms.toLocaleString('en-US')} SMS.`,
  );
  if (sms >= LOW_BALANCE) return finding;
  return {
    ...finding,
    status: 'warning',
    hint: { tr: 'Canlıya geçmeden bakiye yükleyin.', en: 'Top up before going live.' },
  };
}

/** Reads the approved senders and checks whether the configured one matches one of them exactly. */
export async function checkSenders(
  client: IletimerkeziClient,
  defaultSender: string | undefined,
): Promise<{ finding: Finding; senders: readonly string[] }> {
  let senders: string[];
  try {
    senders = await client.getSenders();
  } catch (error) {
    return { finding: failedBy(error), senders: [] };
  }
  const docUrl = SENDERS && { docUrl: SENDERS };
  if (senders.length === 0) {
    const finding: Finding = {
      status: 'failed',
      message: {
        tr: 'Hesabın onaylı başlığı yok; yalnızca APITEST ile deneme yapılabilir.',
        en: 'The account has no approved sender; only tests with APITEST are possible.',
      },
      hint: { tr: 'Panelden başlık başvurusu yapın.', en: 'Apply for a sender in the panel.' },
      ...docUrl,
    };
    return { finding, senders };
  }
  const names = senders.join(', ');
  if (defaultSender === undefined || senders.includes(defaultSender)) {
    return { finding: passed(`Onaylı başlıklar: ${names}.`, `Approved senders: ${names}.`), senders };
  }
  const finding: Finding = {
    status: 'failed',
    message: {
      tr: `ILETIMERKEZI_SENDER onaylı başlıklar arasında yok: ${names}.`,
      en: `ILETIMERKEZI_SENDER is not among the approved senders: ${names}.`,
    },
    hint: {
      tr: 'Başlığı büyük/küçük harf ve boşluklarıyla birebir yazın.',
      en: 'Write the sender exactly as approved, including case and spaces.',
    },
    ...docUrl,
  };
  return { finding, senders };
}

/** Checks whether the brand code is active by querying the registry for the host's own number or a reserved address. */
export async function checkBrandCode(
  client: IletimerkeziClient,
  brandCode: string | undefined,
  ownNumber: string | undefined,
): Promise<Finding> {
  if (brandCode === undefined) {
    return skipped(
      'ILETIMERKEZI_BRAND_CODE verilmemiş; yalnızca ticari iletiler için gereklidir.',
      'ILETIMERKEZI_BRAND_CODE is not set; only commercial messages need it.',
    );
  }
  const number = ownNumber === undefined ? undefined : parseTurkishMobile(ownNumber);
  try {
    const subject =
      number?.ok === true
        ? ({ recipient: number.value, channel: 'MESAJ' } as const)
        : ({ recipient: RESERVED_ADDRESS, channel: 'EPOSTA' } as const);
    const { state } = await client.checkConsent({ brandCode, recipientType: 'BIREYSEL', ...subject });
    if (state === 'granted' || state === 'refused') {
      return passed(
        'Marka kodu etkin; İYS kaydı okunabiliyor.',
        'The brand code is active; its İYS records can be read.',
      );
    }
  } catch (error) {
    return failedBy(error);
  }
  return {
    status: 'warning',
    message: {
      tr: 'İYS aboneliği etkin. Marka kodunun bu hesaba ait olduğu doğrulanamadı: sağlayıcı kayıtsız alıcı ve yabancı kod için aynı yanıtı verir.',
      en: 'The İYS subscription is active. Whether the brand code is this account’s could not be confirmed: the provider answers the same for a recipient without a record and for a foreign code.',
    },
    hint: {
      tr: 'Kodu paneldekiyle karşılaştırın ya da kendi izninizi kaydedip --send ile yeniden sınayın.',
      en: 'Compare the code with the panel, or register your own consent and check again with --send.',
    },
    ...(BRAND_CODE && { docUrl: BRAND_CODE }),
  };
}
