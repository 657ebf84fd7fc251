import { onDemand } from '../parts/onDemand.js';

/** The renderer of templates and its fields, loaded by composers with personal texts. */
export const personalParts = onDemand(() => import('./personalParts.js'));
