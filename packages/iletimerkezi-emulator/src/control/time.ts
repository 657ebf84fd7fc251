import type { Emulation } from '../emulation.js';
import { parseDuration } from '../time/duration.js';
import { formatTimestamp } from '../time/istanbul.js';
import { clockAnswer } from './answers.js';
import { ControlError, duration, object, route, text, type ControlRoute } from './route.js';

interface ClockChange {
  advance?: string | number;
  set?: string;
  freeze?: boolean;
  settle?: boolean;
}

/** The virtual clock. */
export const clockRoutes: readonly ControlRoute[] = [
  route({
    method: 'GET',
    path: '/clock',
    tag: 'clock',
    summary: 'Returns the virtual time.',
    response: clockAnswer,
    returns: '{ now, turkey, frozen, planned: how many events wait }',
    handle: ({ emulation }) => clockView(emulation),
  }),
  route<{ body: ClockChange }>({
    method: 'POST',
    path: '/clock',
    tag: 'clock',
    summary:
      'Advances, sets, freezes or resumes the clock. Advancing runs each planned event at its own time.',
    body: object({
      advance: duration,
      set: { ...text, description: 'ISO 8601 moment. An earlier one undoes nothing.' },
      freeze: { type: 'boolean' },
      settle: {
        type: 'boolean',
        description:
          'Waits for the answer to every webhook before the clock moves on, so that retries run at their own times.',
      },
    }),
    response: clockAnswer,
    returns: 'The clock afterwards',
    handle: async ({ emulation, body }) => {
      await moveClock(emulation, body ?? {});
      return clockView(emulation);
    },
  }),
];

async function moveClock(emulation: Emulation, { advance, set, freeze, settle }: ClockChange): Promise<void> {
  const milliseconds = advance === undefined ? 0 : parseDuration(advance);
  if (milliseconds === undefined)
    throw new ControlError(400, 'advance is no duration; write it as "PT1H" or milliseconds.');
  const moment = set === undefined ? undefined : Date.parse(set);
  if (Number.isNaN(moment))
    throw new ControlError(400, 'set is no moment; write it as "2027-01-20T10:45:00Z".');
  if (freeze !== undefined) emulation.clock.freeze(freeze);
  if (moment !== undefined) {
    const ahead = moment - emulation.clock.now();
    if (ahead <= 0) emulation.clock.set(moment);
    else if (settle) await emulation.advanceAndSettle(ahead);
    else emulation.advance(ahead);
  }
  // Zero too: a released clock needs its timer set anew.
  if (settle) await emulation.advanceAndSettle(milliseconds);
  else emulation.advance(milliseconds);
  emulation.world.changed('settings');
}

function clockView({ clock, scheduler }: Emulation) {
  const now = clock.now();
  return {
    now: new Date(now).toISOString(),
    turkey: formatTimestamp(now),
    frozen: clock.frozen,
    planned: scheduler.size,
  };
}
