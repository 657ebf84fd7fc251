import type { IletimerkeziErrorCode } from '../errors.js';

/** Where the documentation describes a step, in both languages; paths from the root of the repository. */
export interface DocumentationPlace {
  readonly en: string;
  readonly tr: string;
}

const section = (en: string, tr: string): DocumentationPlace => ({
  en: `docs/iys-setup.md#${en}`,
  tr: `docs/iys-setup.tr.md#${tr}`,
});

const API_ACCESS = section('api-access', 'api-erişimi');
const BRAND_CODE = section('brand-code', 'marka-kodu');

/** Errors that a missing step of the account's setup causes, with the section that describes the step. */
const SETUP_SECTIONS: Readonly<Partial<Record<IletimerkeziErrorCode, DocumentationPlace>>> = {
  unauthorized: API_ACCESS,
  'credentials-unavailable': API_ACCESS,
  'no-iys-subscription': BRAND_CODE,
  'iys-code-missing': BRAND_CODE,
  'values-refused': BRAND_CODE,
  'sender-not-approved': section('senders', 'başlıklar'),
  'text-empty': section('character-encoding', 'karakter-ayarı'),
  'invalid-recipients': section('sending-abroad', 'yurt-dışına-gönderim'),
};

/** Returns the section of the setup guide for an error, where a missing step can cause it. */
export function setupSectionOf(code: IletimerkeziErrorCode): DocumentationPlace | undefined {
  return SETUP_SECTIONS[code];
}
