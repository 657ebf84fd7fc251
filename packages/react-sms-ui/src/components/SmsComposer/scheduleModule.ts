import { onDemand } from '../../parts/onDemand.js';

/** The date and the time of a scheduled message, loaded when "later" is chosen. */
export const scheduleInputs = onDemand(() => import('./ScheduleInputs.js'));
