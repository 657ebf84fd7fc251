import { onDemand } from '../../parts/onDemand.js';

/** The calendar with its library, loaded when it is opened. */
export const calendar = onDemand(() => import('./Calendar.js'));
