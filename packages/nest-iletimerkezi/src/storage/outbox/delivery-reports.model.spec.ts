import { describe, expect, it } from '@jest/globals';
import { explore, type Model } from '../../test-support/explore.js';

/** The conditions of the repository, so that the exploration can omit each one. */
interface Rules {
  /** A repeated report without an outcome is claimed if no instance works on its claim. */
  readonly repeatClaims: boolean;
  /** An instance claims reports of instances without a lease. */
  readonly recoversPeers: boolean;
  /** An instance claims its own reports whose claim's answer was lost. */
  readonly recoversOwn: boolean;
  /** The outcome requires the claim's token. */
  readonly fenced: boolean;
  /** Whether a lease may expire while its instance is alive, for example when it is suspended. */
  readonly expiresLiving: boolean;
}

const ALL: Rules = {
  repeatClaims: true,
  recoversPeers: true,
  recoversOwn: true,
  fenced: true,
  expiresLiving: false,
};

interface State {
  readonly report: 'none' | 'open' | 'done';
  readonly owner: number;
  readonly token: number;
  readonly leases: readonly boolean[];
  readonly isKilled: boolean;
  /** Claims that instances work on, by token. */
  readonly held: readonly (readonly [instance: number, token: number, handled: boolean])[];
  readonly acknowledged: boolean;
  readonly handled: boolean;
  /** Outcomes written by a claim that was not the current one. */
  readonly stale: boolean;
  readonly tokens: number;
  readonly faults: number;
}

const FAULTS = 2;
const TOKENS = 3;

/** One report, a provider that repeats it until it gets a 200, and two instances, of which one may crash. */
class ReportModel implements Model<State> {
  readonly initial: State = {
    report: 'none',
    owner: -1,
    token: 0,
    leases: [true, true],
    isKilled: false,
    held: [],
    acknowledged: false,
    handled: false,
    stale: false,
    tokens: 0,
    faults: 0,
  };

  constructor(private readonly rules: Rules) {}

  keyOf(state: State): string {
    return JSON.stringify({ ...state, held: state.held.map(String).toSorted() });
  }

  violation({ report, handled, stale, acknowledged }: State): string | undefined {
    if (report === 'done' && !handled) return 'a report is done whose handlers never ran';
    if (stale) return 'a claim that was taken over wrote the outcome';
    return acknowledged && report === 'none' ? 'an acknowledged report is not stored' : undefined;
  }

  isFinal({ report, tokens }: State): boolean {
    return report === 'done' || tokens === TOKENS;
  }

  steps(state: State): [string, State][] {
    const steps: [string, State][] = [];
    const mayFail = state.faults < FAULTS;
    const faults = state.faults + 1;
    for (const instance of state.isKilled ? [1] : [0, 1]) {
      if (!state.acknowledged) {
        const [claimed, isNew] = this.#store(state, instance);
        const acknowledged = isNew ? hold(claimed, instance) : claimed;
        steps.push([`${instance} stores and answers 200`, { ...acknowledged, acknowledged: true }]);
        if (mayFail) steps.push([`${instance} stores, answer lost`, { ...claimed, faults }]);
      }
      if (this.rules.expiresLiving) {
        const leases = state.leases.with(instance, !state.leases[instance]);
        steps.push([
          `lease of ${instance} ${leases[instance] ? 'is renewed' : 'expires'}`,
          { ...state, leases },
        ]);
      }
      if (this.#isOrphan(state, instance) && state.tokens < TOKENS) {
        steps.push([`${instance} takes the orphan`, hold(claim(state, instance), instance)]);
      }
    }
    if (!state.isKilled && mayFail) {
      const held = state.held.filter(([instance]) => instance !== 0);
      steps.push(['0 is killed', { ...state, isKilled: true, held, faults }]);
    }
    if (state.isKilled && state.leases[0]) {
      steps.push(['lease of 0 expires', { ...state, leases: state.leases.with(0, false) }]);
    }
    for (const holder of state.held) {
      const [instance, token, handled] = holder;
      const rest = state.held.filter((other) => other !== holder);
      if (!handled) {
        const ran = { ...state, handled: true, held: [...rest, [instance, token, true] as const] };
        steps.push([`${instance}/${token} runs the handlers`, ran]);
        continue;
      }
      const isCurrent = state.token === token;
      const settles = state.report === 'open' && (isCurrent || !this.rules.fenced);
      const settled: State = settles ? { ...state, report: 'done', owner: -1, stale: !isCurrent } : state;
      steps.push([`${instance}/${token} settles`, { ...settled, held: rest }]);
      if (mayFail) steps.push([`${instance}/${token} settles, answer lost`, { ...settled, faults }]);
    }
    return steps;
  }

  /** Models `storeReports`: returns whether the report is claimed. */
  #store(state: State, instance: number): [State, boolean] {
    const isTaken = state.report !== 'none';
    const mayTake = this.rules.repeatClaims && this.#isOrphan(state, instance, true);
    if ((isTaken && !mayTake) || state.tokens === TOKENS) return [state, false];
    return [claim({ ...state, report: 'open' }, instance), true];
  }

  /** Models the condition of `takeOrphans`, and of a repeated report. */
  #isOrphan({ report, owner, token, leases, held }: State, instance: number, isRepeat = false): boolean {
    if (report !== 'open') return false;
    const isHeld = held.some(([holder, which]) => holder === instance && which === token);
    if (owner === instance) return !isHeld && (isRepeat || this.rules.recoversOwn);
    return !leases[owner] && (isRepeat || this.rules.recoversPeers);
  }
}

const claim = (state: State, instance: number): State => ({
  ...state,
  owner: instance,
  token: state.tokens + 1,
  tokens: state.tokens + 1,
});

const hold = (state: State, instance: number): State => ({
  ...state,
  held: [...state.held, [instance, state.token, false]],
});

describe('the lifecycle of a delivery report, in every interleaving of two instances', () => {
  // guarantee: G-033
  it('runs the handlers of every acknowledged report, and stores only the outcome of its claim', () => {
    for (const expiresLiving of [false, true]) {
      const { states, fault } = explore(new ReportModel({ ...ALL, expiresLiving }));
      expect(fault).toBeUndefined();
      expect(states).toBeGreaterThan(100);
    }
  });

  it.each<[string, Partial<Rules>]>([
    ['reports of crashed instances are ignored', { recoversPeers: false }],
    ['a repeat counts as handled, and lost claims are ignored', { repeatClaims: false, recoversOwn: false }],
  ])('detects reports that are never handled when %s', (_, without) => {
    const { fault } = explore(new ReportModel({ ...ALL, ...without }));
    expect(fault?.what).toBe('no final state can be reached');
  });

  it('detects an outcome of another claim when outcomes name no token', () => {
    const { fault } = explore(new ReportModel({ ...ALL, fenced: false, expiresLiving: true }));
    expect(fault?.what).toBe('a claim that was taken over wrote the outcome');
  });
});
