import { onDemand } from '../../parts/onDemand.js';

/** The content check, loaded by composers whose profile has a brand. */
export const contentCheck = onDemand(() => import('./ContentCheck.js'));
