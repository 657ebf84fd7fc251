import type { CallErrorCode } from '../call-errors.js';
import { DOCUMENTATION_URL } from '../error-docs.js';

/** Where the documentation describes a step, in both languages, as URLs. */
export interface DocumentationPlace {
  readonly en: string;
  readonly tr: string;
}

const section = (en: string, tr: string): DocumentationPlace => ({
  en: `${DOCUMENTATION_URL}docs/iys-setup.md#${en}`,
  tr: `${DOCUMENTATION_URL}docs/iys-setup.tr.md#${tr}`,
});

const API_ACCESS = section('api-access', 'api-erişimi');
const BRAND_CODE = section('brand-code', 'marka-kodu');

/** Errors that a missing step of the account's setup causes, with the section that describes the step. */
const SETUP_SECTIONS: ReadonlyMap<string, DocumentationPlace> = new Map(
  Object.entries({
    unauthorized: API_ACCESS,
    'credentials-unavailable': API_ACCESS,
    'no-iys-subscription': BRAND_CODE,
    'iys-code-missing': BRAND_CODE,
    'values-refused': BRAND_CODE,
    'sender-not-approved': section('senders', 'başlıklar'),
    'text-empty': section('character-encoding', 'karakter-ayarı'),
    'invalid-recipients': section('sending-abroad', 'yurt-dışına-gönderim'),
  } satisfies Partial<Record<CallErrorCode, DocumentationPlace>>),
);

/** Returns the section of the setup guide for an error, where a missing step can cause it. */
export function setupSectionOf(code: string): DocumentationPlace | undefined {
  return SETUP_SECTIONS.get(code);
}
