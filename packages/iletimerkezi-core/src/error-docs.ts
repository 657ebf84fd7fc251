/** Where the repository's pages are published. All links in errors start with it. */
export const DOCUMENTATION_URL = 'https://github.com/iletimerkezi/iletimerkezi-node/blob/main/';

/** Returns the URL of the section of `docs/errors.md` that describes an error code. */
export const errorDocUrl = (code: string): string => `${DOCUMENTATION_URL}docs/errors.md#${code}`;
