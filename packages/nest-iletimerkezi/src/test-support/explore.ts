/** A protocol as a state machine. Its parts take one step at a time, in any order. */
export interface Model<State> {
  readonly initial: State;
  /** Returns all possible next steps with their names and resulting states. */
  steps(state: State): readonly (readonly [name: string, next: State])[];
  /** Returns a key that is equal for equivalent states. */
  keyOf(state: State): string;
  /** Returns the violated invariant of a state, or undefined. */
  violation(state: State): string | undefined;
  /** Returns whether a state is final. A final state must be reachable from every state. */
  isFinal(state: State): boolean;
}

/** Result of an exploration: the number of states and a shortest trace to a violation. */
export interface Exploration {
  readonly states: number;
  readonly fault?: { readonly what: string; readonly trace: readonly string[] };
}

/** Explores all interleavings breadth-first, so that the first trace to a violation is a shortest one. */
export function explore<State>(model: Model<State>): Exploration {
  const states: State[] = [model.initial];
  const index = new Map([[model.keyOf(model.initial), 0]]);
  const cameFrom: [from: number, step: string][] = [[-1, '']];
  const leadsTo: number[][] = [];
  const traceTo = (at: number): string[] => {
    const trace: string[] = [];
    for (let step = cameFrom[at]; step && step[0] >= 0; step = cameFrom[step[0]]) trace.unshift(step[1]);
    return trace;
  };
  for (let at = 0; at < states.length; at += 1) {
    const state = states[at];
    if (state === undefined) break;
    const what = model.violation(state);
    if (what !== undefined) return { states: states.length, fault: { what, trace: traceTo(at) } };
    leadsTo.push(
      model.steps(state).map(([name, to]) => {
        const key = model.keyOf(to);
        const known = index.get(key);
        if (known !== undefined) return known;
        index.set(key, states.length);
        cameFrom.push([at, name]);
        return states.push(to) - 1;
      }),
    );
  }
  const stuck = firstWithoutFinal(
    states.map((state) => model.isFinal(state)),
    leadsTo,
  );
  if (stuck === undefined) return { states: states.length };
  return { states: states.length, fault: { what: 'no final state can be reached', trace: traceTo(stuck) } };
}

/** Returns the first state from which no final state is reachable. */
function firstWithoutFinal(
  isFinal: readonly boolean[],
  leadsTo: readonly (readonly number[])[],
): number | undefined {
  const comesFrom: number[][] = isFinal.map(() => []);
  leadsTo.forEach((next, at) => next.forEach((to) => comesFrom[to]?.push(at)));
  const reaches = [...isFinal];
  const open = reaches.flatMap((final, at) => (final ? [at] : []));
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const from of comesFrom[at] ?? []) {
      if (reaches[from]) continue;
      reaches[from] = true;
      open.push(from);
    }
  }
  const stuck = reaches.indexOf(false);
  return stuck < 0 ? undefined : stuck;
}
