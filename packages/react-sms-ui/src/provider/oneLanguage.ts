import type { KitProviderProps } from './KitProvider.js';

/** Props of a provider with a built-in language. */
export type OneLanguageProviderProps = Omit<KitProviderProps, 'locale' | 'messages'>;
