import { CONSENT_SOURCES, isConsentSource } from '../consents/vocabulary.js';
import type { ConsentSource } from '../contract/iys-register.js';
import { foldHeader } from '../fold-header.js';

/** Additional platforms, each with the source that is registered for it. */
export type PlatformSources = Readonly<Record<string, ConsentSource>>;

/**
 * The platforms of Netmera files and the source that is registered for each. Case, spaces and punctuation are ignored; wire
 * names (`HS_WEB`) are accepted, too. Netmera's documentation has `EMAIL`, `SMS`, `mobileapp`, `mobile/web` and `form` as
 * examples, and its users may define more. The sources are those of the provider's iys-register page. `mobile/web` means two
 * origins, so the source that covers both is registered.
 */
export const NETMERA_PLATFORMS: PlatformSources = {
  mobileapp: 'HS_MOBIL',
  mobile: 'HS_MOBIL',
  app: 'HS_MOBIL',
  ios: 'HS_MOBIL',
  android: 'HS_MOBIL',
  mobil: 'HS_MOBIL',
  'mobil uygulama': 'HS_MOBIL',
  web: 'HS_WEB',
  website: 'HS_WEB',
  'web sitesi': 'HS_WEB',
  form: 'HS_WEB',
  'web form': 'HS_WEB',
  'web formu': 'HS_WEB',
  'mobile/web': 'HS_EORTAM',
  'web/mobile': 'HS_EORTAM',
  SMS: 'HS_MESAJ',
  EMAIL: 'HS_EPOSTA',
  'e-posta': 'HS_EPOSTA',
  'call center': 'HS_CAGRI_MERKEZI',
  'call centre': 'HS_CAGRI_MERKEZI',
  'çağrı merkezi': 'HS_CAGRI_MERKEZI',
  'social media': 'HS_SOSYAL_MEDYA',
  'sosyal medya': 'HS_SOSYAL_MEDYA',
  event: 'HS_ETKINLIK',
  etkinlik: 'HS_ETKINLIK',
  ATM: 'HS_ATM',
};

/** Looks up the source of a platform. */
export class PlatformTable {
  readonly #sources = new Map<string, ConsentSource>();
  /** Cache by the unchanged text: a file has few platforms in many rows. */
  readonly #seen = new Map<string, ConsentSource | undefined>();

  /**
   * Extends {@link NETMERA_PLATFORMS}; a platform given here replaces the entry of the table.
   * @throws {TypeError} for a source that cannot be registered, and for one platform with two sources
   */
  constructor(added: PlatformSources = {}) {
    for (const { value } of CONSENT_SOURCES) this.#sources.set(keyOf(value), value);
    for (const [word, source] of Object.entries(NETMERA_PLATFORMS)) this.#sources.set(keyOf(word), source);
    const own = new Map<string, ConsentSource>();
    for (const [word, source] of Object.entries(added)) {
      if (!isConsentSource(source)) {
        throw new TypeError(
          `platforms["${word}"] is not a source that İYS registers. Use one of ${CONSENT_SOURCES.map(({ value }) => value).join(', ')}.`,
        );
      }
      const key = keyOf(word);
      const known = own.get(key);
      if (known !== undefined && known !== source) {
        throw new TypeError(
          `platforms["${word}"] has two sources, ${known} and ${source}: letter case, blanks and punctuation do not distinguish words.`,
        );
      }
      own.set(key, source);
      this.#sources.set(key, source);
    }
  }

  /** Returns the source of a platform; undefined when it is in neither table. */
  sourceOf(platform: string): ConsentSource | undefined {
    if (this.#seen.has(platform)) return this.#seen.get(platform);
    const source = this.#sources.get(keyOf(platform));
    if (this.#seen.size < MOST_SEEN) this.#seen.set(platform, source);
    return source;
  }
}

const MOST_SEEN = 1000;

/** Keeps an empty platform different from one of punctuation only. */
function keyOf(word: string): string {
  const trimmed = word.trim();
  return foldHeader(trimmed) || trimmed;
}

const WRITTEN: Readonly<Partial<Record<ConsentSource, string>>> = {
  HS_MOBIL: 'mobileapp',
  HS_WEB: 'web',
  HS_EORTAM: 'mobile/web',
  HS_MESAJ: 'SMS',
  HS_EPOSTA: 'EMAIL',
};

/** Returns the platform for a source, which is read back as the same source. */
export function platformOf(source: ConsentSource): string {
  return WRITTEN[source] ?? source;
}
