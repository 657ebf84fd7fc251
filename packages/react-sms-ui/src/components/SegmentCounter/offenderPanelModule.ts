import { onDemand } from '../../parts/onDemand.js';

/** The list of characters that raise the cost. Most messages have none, so it is loaded with the first one that does. */
export const offenderPanel = onDemand(() => import('./OffenderPanel.js'));
