import { onDemand } from './onDemand.js';

/** The choice of columns, loaded by tables that offer one. */
export const columnChooser = onDemand(() => import('./ColumnChooser.js'));
