/** The files of the published package, which contains the pages that errors link to. All links in errors start with it. */
export const DOCUMENTATION_URL = 'https://unpkg.com/iletimerkezi-core/';

/** Returns the URL of the section of `docs/errors.md` that describes an error code. */
export const errorDocUrl = (code: string): string => `${DOCUMENTATION_URL}docs/errors.md#${code}`;
