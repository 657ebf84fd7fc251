import { CONSENT_SOURCES, isConsentSource } from '../consents/vocabulary.js';
import type { ConsentSource } from '../contract/iys-register.js';
import { foldHeader } from './header-words.js';

/** Further words of the platform column, each with the source that is registered for it. */
export type PlatformSources = Readonly<Record<string, ConsentSource>>;

/**
 * The words of a Netmera file's platform column and the source that İYS registers for each. Case, blanks and
 * punctuation do not matter; the wire names (`HS_WEB`) are accepted too. Netmera's documentation gives `EMAIL`, `SMS`,
 * `mobileapp`, `mobile/web` and `form` as examples and leaves further words to its users; the sources are those of
 * the provider's iys-register page. `mobile/web` names two origins, so the source that covers both is registered.
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
  /** Words as they stand in the file: a file has few of them, in many rows. */
  readonly #seen = new Map<string, ConsentSource | undefined>();

  /**
   * Extends {@link NETMERA_PLATFORMS}; a word given here replaces the table's.
   * @throws {TypeError} for a source that cannot be registered, and for one word with two sources
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

  /** The source of a platform; undefined for a word that is in neither table. */
  sourceOf(platform: string): ConsentSource | undefined {
    if (this.#seen.has(platform)) return this.#seen.get(platform);
    const source = this.#sources.get(keyOf(platform));
    if (this.#seen.size < MOST_SEEN) this.#seen.set(platform, source);
    return source;
  }
}

const MOST_SEEN = 1000;

/** An empty word stays apart from one of punctuation alone. */
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

/** The word a Netmera file carries for a source, which is read back as the same source. */
export function platformOf(source: ConsentSource): string {
  return WRITTEN[source] ?? source;
}
