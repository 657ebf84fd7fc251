import type { KitProviderProps } from './KitProvider.js';

/** What a provider takes whose language is built in. */
export type OneLanguageProviderProps = Omit<KitProviderProps, 'locale' | 'messages'>;
