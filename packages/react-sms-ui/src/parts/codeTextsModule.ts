import { onDemand } from './onDemand.js';

/** The meaning of the provider's codes in both languages, loaded when one is explained, such as that of a refused message. */
export const codeTexts = onDemand(() => import('./codeTexts.js'));
