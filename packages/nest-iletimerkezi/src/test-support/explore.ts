/** A protocol whose parts act one step at a time, in any order. */
export interface Model<State> {
  readonly initial: State;
  /** Every step that may come next, by its name, and where it leads. */
  steps(state: State): readonly (readonly [name: string, next: State])[];
  /** Equal for states that do not differ. */
  keyOf(state: State): string;
  /** What does not hold in a state; undefined where all of it does. */
  violation(state: State): string | undefined;
  /** Whether nothing more is to happen; such a state must be reachable from every other. */
  isFinal(state: State): boolean;
}

/** What an exploration found: how many states there are, and a shortest trace to what does not hold. */
export interface Exploration {
  readonly states: number;
  readonly fault?: { readonly what: string; readonly trace: readonly string[] };
}

/** Explores every interleaving, breadth first, so that the first trace to a violation is a shortest one. */
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

/** The first state from which no final state can be reached. */
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
