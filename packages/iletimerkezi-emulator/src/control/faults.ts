import { FAULTS, type FaultInput } from '../faults/faults.js';
import { ENDPOINTS } from '../endpoints.js';
import { faultAnswer, listOf } from './answers.js';
import { ControlError, object, route, text, type ControlRoute } from './route.js';

const frequency = {
  times: {
    type: 'integer',
    minimum: 1,
    description: 'The number of affected requests. Default: one, or unlimited with a probability.',
  },
  probability: { type: 'number', minimum: 0, maximum: 1 },
  seed: { type: 'integer', description: "Seed of the probability's random numbers." },
} as const;

/** Faults of the provider's endpoints. */
export const faultRoutes: readonly ControlRoute[] = [
  route({
    method: 'GET',
    path: '/faults',
    tag: 'faults',
    summary: 'Lists the active faults and how often each was applied.',
    response: listOf(faultAnswer),
    returns: 'A list of faults',
    handle: ({ emulation }) => emulation.faults.list(),
  }),
  route<{ body: FaultInput }>({
    method: 'POST',
    path: '/faults',
    tag: 'faults',
    summary: 'Injects a fault before or after a request takes effect, a number of times or by probability.',
    body: object(
      {
        endpoint: { type: 'string', enum: [...Object.keys(ENDPOINTS), '*'] },
        fault: { type: 'string', enum: FAULTS },
        ...frequency,
        skip: { type: 'integer', minimum: 0, description: 'The number of matching requests to skip first.' },
        account: { ...text, description: "Only this account's requests." },
        delayMs: {
          type: 'number',
          minimum: 0,
          maximum: 600_000,
          description: 'The delay before the response or cut, in real milliseconds.',
        },
      },
      ['endpoint', 'fault'],
    ),
    response: faultAnswer,
    returns: 'The fault with its id',
    handle: ({ emulation, body }) => {
      const fault = emulation.faults.add(body);
      emulation.world.changed('settings');
      return fault;
    },
  }),
  route({
    method: 'DELETE',
    path: '/faults',
    tag: 'faults',
    summary: 'Removes all faults.',
    returns: '{ removed: true }',
    handle: ({ emulation }) => {
      emulation.faults.clear();
      emulation.world.changed('settings');
      return { removed: true };
    },
  }),
  route<{ params: { id: string } }>({
    method: 'DELETE',
    path: '/faults/:id',
    tag: 'faults',
    summary: 'Removes one fault.',
    params: object({ id: text }, ['id']),
    returns: '{ removed: true }',
    handle: ({ emulation, params }) => {
      if (!emulation.faults.remove(params.id)) throw new ControlError(404, 'No fault has this id.');
      emulation.world.changed('settings');
      return { removed: true };
    },
  }),
];
