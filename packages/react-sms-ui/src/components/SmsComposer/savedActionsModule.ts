import { onDemand } from '../../parts/onDemand.js';

/** Saving of templates and drafts, loaded by composers whose host stores them. */
export const savedActions = onDemand(() => import('./SavedActions.js'));
