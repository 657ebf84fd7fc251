import { type BrandOptOut, type BrandProfile, isOptOutUrl, parseBrandProfile } from 'iletimerkezi-core';

/**
 * Who sends the account's commercial messages; see `BrandProfile` of iletimerkezi-core. `optOut` may be left out when the
 * option `optOut` is set: recipients then refuse by their link.
 */
export type BrandProfileOptions = Omit<BrandProfile, 'optOut'> & { optOut?: BrandOptOut };

/** Links by which recipients refuse messages. */
export interface OptOutOptions {
  /**
   * The URL of the opt-out pages, at most 60 characters: `https://example.com/r`, or `example.com/r` to save eight characters
   * of each message. The controller of `createOptOutController` serves it.
   */
  url: string;
  /**
   * One to four secret keys of at least 32 characters. The first one makes links; the others are still accepted. Keep a key as
   * long as its links must work: recipients may refuse at any time (law 6563, art. 8).
   */
  secrets: readonly string[];
}

/** The rules by which the content of an account's messages is checked. */
export interface ContentRules {
  readonly brand?: BrandProfile;
  /** The URL of links, for which `{ret}` stands in texts. */
  readonly optOutUrl?: string;
}

/** Returns the content rules of valid options. */
export function contentRules({
  brand,
  optOut,
}: {
  brand?: BrandProfileOptions;
  optOut?: OptOutOptions;
}): ContentRules {
  const parsed = brand && parseBrandProfile(withOptOut(brand, optOut));
  return {
    ...(parsed?.ok && { brand: parsed.value }),
    ...(optOut && { optOutUrl: optOut.url }),
  };
}

/** Returns the profile of a brand with the account's link, unless it has another way to refuse. */
export function withOptOut(brand: unknown, optOut: unknown): unknown {
  if (typeof brand !== 'object' || brand === null || Reflect.get(brand, 'optOut') !== undefined) return brand;
  const url: unknown = typeof optOut === 'object' && optOut !== null ? Reflect.get(optOut, 'url') : undefined;
  return isOptOutUrl(url) ? { ...brand, optOut: { link: url } } : brand;
}
