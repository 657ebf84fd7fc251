import { onDemand } from '../../parts/onDemand.js';

/** The meaning of the provider's codes in both languages, loaded while a message is sent: only a refusal needs it. */
export const codeTexts = onDemand(() => import('./codeTexts.js'));
