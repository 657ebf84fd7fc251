import type { OrderState } from 'iletimerkezi-core';
import type { Model } from './explore.js';
import { admits, ORDER_WRITES, type OrderWrite, type OrderWriteName } from '../storage/order-writes.js';

/** An attempt's token: claims are numbered; 0 is none. */
type Token = number;

/** What a job knows about its attempt. */
type Knowledge = 'nothing-left' | 'accepted' | 'refused' | 'duplicate' | 'unknown';

/** Work of one instance on the order, from its claim to the last answered write. */
interface Job {
  readonly instance: number;
  readonly token: Token;
  /** Whether an earlier attempt had entered `submitting` when the order was claimed. */
  readonly attempted: boolean;
  readonly knows: Knowledge | 'claimed' | 'may-leave';
}

/** A statement on its way to the database whose sender no longer waits, or has read what it is based on before. */
interface Statement {
  readonly write: OrderWriteName;
  readonly token: Token;
  readonly instance: number;
}

interface ModelState {
  readonly order: { readonly state: OrderState; readonly claim: Token; readonly attempt: Token };
  /** The instance in the order's `claimed_by`; -1 is none. */
  readonly owner: number;
  readonly leases: readonly boolean[];
  readonly jobs: readonly Job[];
  readonly statements: readonly Statement[];
  readonly accepted: number;
  /** Complete requests that the provider accepted or refused as duplicates. */
  readonly requests: number;
  /** Requests that the client took for not sent and that had arrived. */
  readonly misjudged: number;
  /** An acceptance that a job had persisted, by its own account. */
  readonly told: boolean;
  readonly claims: number;
  readonly faults: number;
}

/** A fault of the protocol that the exploration must find. */
export interface Mutation {
  /** Writes that match by this instead of their token. */
  readonly unfenced?: readonly OrderWriteName[];
  /** Writes that match the claiming instance instead of their token. */
  readonly byInstance?: readonly OrderWriteName[];
  readonly from?: Partial<Record<OrderWriteName, readonly OrderState[]>>;
  /** Writes that do nothing. */
  readonly without?: readonly OrderWriteName[];
  /** A refusal as a duplicate rejects the order, whatever happened before. */
  readonly duplicateRejects?: boolean;
}

export interface ModelOptions {
  readonly mutation?: Mutation;
  /** How many answers may be lost, statements delayed and processes killed, in all. */
  readonly faults: number;
  /** How many times an order may be claimed. */
  readonly claims: number;
  /** Whether the client may take a request for not sent that had arrived. Then the provider refuses nothing else. */
  readonly misjudges?: boolean;
}

/** A step, by its name, and where it leads. */
type Step = readonly [name: string, next: ModelState];

const INSTANCES = [0, 1] as const;

const FINAL: readonly OrderState[] = ['submitted', 'reconciled', 'rejected', 'held', 'pending'];

/** The token of the look at the provider's reports, which claims the order as its sender did. */
const LOOK: Token = -1;

const INITIAL: ModelState = {
  order: { state: 'pending', claim: 0, attempt: 0 },
  owner: -1,
  leases: [true, true],
  jobs: [],
  statements: [],
  accepted: 0,
  requests: 0,
  misjudged: 0,
  told: false,
  claims: 0,
  faults: 0,
};

/** The writes that a job tries for what it knows, as the submitter does. */
function writesFor({ knows, attempted }: Job, { duplicateRejects }: Mutation): readonly OrderWriteName[] {
  switch (knows) {
    case 'accepted':
      return ['accepted', 'acceptedLate'];
    case 'refused':
      return ['refusedUnsent', 'refused'];
    case 'duplicate':
      return attempted && !duplicateRejects ? ['outcomeUnknown'] : ['refusedUnsent', 'refused'];
    case 'unknown':
      return ['outcomeUnknown'];
    default:
      return ['release', 'notSent'];
  }
}

/**
 * One order, two instances, the database and the provider. Every step of one of them may come at any moment, so a
 * process that sleeps and an answer that is late need no steps of their own. The conditions of writes are those of
 * `ORDER_WRITES`.
 */
export class OrderModel implements Model<ModelState> {
  readonly initial = INITIAL;
  readonly keyOf = keyOf;
  readonly violation = violation;
  readonly #mutation: Mutation;

  constructor(private readonly options: ModelOptions) {
    this.#mutation = options.mutation ?? {};
  }

  /** An order that is pending once more than the exploration lets it be claimed is final too. */
  isFinal({ order, jobs }: ModelState): boolean {
    return jobs.length === 0 && FINAL.includes(order.state);
  }

  steps(state: ModelState): Step[] {
    return [
      ...INSTANCES.flatMap((instance) => this.#stepsOf(state, instance)),
      ...state.jobs.flatMap((job) => this.#stepsOfJob(state, job)),
      ...state.statements.map((statement, index): Step => {
        const rest = state.statements.filter((_, other) => other !== index);
        return [`late ${statement.write} arrives`, this.#execute({ ...state, statements: rest }, statement)];
      }),
      ...this.#looks(state),
    ];
  }

  #stepsOf(state: ModelState, instance: number): Step[] {
    const { order, owner, leases, jobs, claims, faults } = state;
    const steps: Step[] = [];
    const mine = jobs.filter((job) => job.instance === instance);
    if (order.state === 'pending' && leases[instance] && claims < this.options.claims && mine.length < 2) {
      const token = claims + 1;
      const claimed: ModelState = {
        ...state,
        claims: token,
        owner: instance,
        order: { ...order, state: 'claimed', claim: token },
      };
      const job: Job = { instance, token, attempted: order.attempt !== 0, knows: 'claimed' };
      steps.push([`${instance} claims`, { ...claimed, jobs: [...jobs, job] }]);
      if (faults < this.options.faults) {
        steps.push([`${instance} claims, answer lost`, { ...claimed, faults: faults + 1 }]);
      }
    }
    const turned = { ...state, leases: leases.with(instance, !leases[instance]) };
    steps.push([leases[instance] ? `lease of ${instance} expires` : `${instance} beats again`, turned]);
    if (mine.length > 0 && faults < this.options.faults) {
      const others = jobs.filter((job) => job.instance !== instance);
      steps.push([`${instance} is killed`, { ...state, jobs: others, faults: faults + 1 }]);
    }
    const recover = (name: string, write: OrderWriteName, token: Token): void => {
      const statement: Statement = { write, token, instance };
      if (state.statements.some((other) => other.write === write && other.token === token)) return;
      steps.push([`${instance} ${name}`, { ...state, statements: [...state.statements, statement] }]);
    };
    const isOrphan = owner >= 0 && !leases[owner];
    if (isOrphan && order.state === 'claimed') recover('recovers a claim', 'release', order.claim);
    if (isOrphan && order.state === 'submitting') recover('recovers', 'outcomeUnknown', order.attempt);
    const isLost = owner === instance && !mine.some(({ token }) => token === order.claim);
    if (isLost && order.state === 'claimed') recover('releases a lost claim', 'release', order.claim);
    return steps;
  }

  #stepsOfJob(state: ModelState, job: Job): Step[] {
    const name = `${job.instance}/${job.token}`;
    if (job.knows === 'claimed') return this.#begin(state, job, name);
    if (job.knows === 'may-leave') return this.#leave(state, job, name);
    return this.#conclude(state, job, name);
  }

  #begin(state: ModelState, job: Job, name: string): Step[] {
    const statement: Statement = { write: 'beginSubmitting', token: job.token, instance: job.instance };
    const applied = this.#execute(state, statement);
    const gaveUp = learn(state, job, 'nothing-left');
    const steps: Step[] = [
      [`${name} begins`, learn(applied, job, applied === state ? 'nothing-left' : 'may-leave')],
      [`${name} gives up`, gaveUp],
      ...(this.options.misjudges
        ? []
        : [[`${name} is refused before it leaves`, learn(state, job, 'refused')] satisfies Step]),
    ];
    if (state.faults < this.options.faults) {
      const faults = state.faults + 1;
      steps.push([`${name} begins, answer lost`, { ...learn(applied, job, 'nothing-left'), faults }]);
      const statements = [...state.statements, statement];
      steps.push([`${name} begins, statement delayed`, { ...gaveUp, statements, faults }]);
    }
    return steps;
  }

  #leave(state: ModelState, job: Job, name: string): Step[] {
    const arrived: ModelState = {
      ...state,
      requests: state.requests + 1,
      accepted: Math.max(1, state.accepted),
    };
    const isDuplicate = state.accepted > 0;
    const steps: Step[] = [
      [`${name} cannot connect`, learn(state, job, 'nothing-left')],
      ...(this.options.misjudges
        ? []
        : [[`${name} is refused`, learn(state, job, 'refused')] satisfies Step]),
      [`${name} sends, answered`, learn(arrived, job, isDuplicate ? 'duplicate' : 'accepted')],
      [`${name} sends, answer lost`, learn(arrived, job, 'unknown')],
      [`${name} is cut off`, learn(state, job, 'unknown')],
    ];
    if (this.options.misjudges && state.misjudged === 0) {
      const misjudged = { ...learn(arrived, job, 'nothing-left'), misjudged: 1 };
      steps.push([`${name} sends, and takes it for not sent`, misjudged]);
    }
    return steps;
  }

  /** Repeats its writes until one answer arrives. */
  #conclude(state: ModelState, job: Job, name: string): Step[] {
    const statements = writesFor(job, this.#mutation).map((write): Statement => ({
      write,
      token: job.token,
      instance: job.instance,
    }));
    let applied = state;
    for (const statement of statements) {
      if (applied === state) applied = this.#execute(state, statement);
    }
    const answered = { ...applied, jobs: applied.jobs.filter((other) => other !== job) };
    const told = job.knows === 'accepted' ? { ...answered, told: true } : answered;
    const steps: Step[] = [[`${name} writes ${job.knows}`, told]];
    if (state.faults < this.options.faults) {
      const faults = state.faults + 1;
      if (applied !== state) steps.push([`${name} writes ${job.knows}, answer lost`, { ...applied, faults }]);
      const late = [...state.statements, ...statements.slice(0, 1)];
      steps.push([`${name} writes ${job.knows}, statement delayed`, { ...state, statements: late, faults }]);
    }
    return steps;
  }

  /** A look at the provider's reports claims the order; what it found is written later. */
  #looks(state: ModelState): Step[] {
    const { order, statements, accepted } = state;
    if (order.state !== 'unknown') return [];
    const write = accepted > 0 ? 'lookFound' : 'lookFoundNothing';
    if (statements.some((other) => other.write === write)) return [];
    const claimed = { ...state, order: { ...order, claim: LOOK } };
    return [
      [`a look: ${write}`, { ...claimed, statements: [...statements, { write, token: LOOK, instance: -1 }] }],
    ];
  }

  #execute(state: ModelState, { write, token, instance }: Statement): ModelState {
    const { order } = state;
    const { unfenced, byInstance, from, without } = this.#mutation;
    if (without?.includes(write)) return state;
    const { fence, from: usual, to }: OrderWrite = ORDER_WRITES[write];
    const given: OrderWrite = { fence, to, from: from?.[write] ?? usual };
    const matches = byInstance?.includes(write)
      ? given.from.includes(order.state) && state.owner === instance
      : unfenced?.includes(write)
        ? given.from.includes(order.state)
        : admits(
            given,
            { state: order.state, claim: String(order.claim), attempt: String(order.attempt) },
            String(token),
          );
    if (!matches) return state;
    const attempt = write === 'beginSubmitting' ? token : order.attempt;
    const owner = write === 'beginSubmitting' ? state.owner : -1;
    return { ...state, owner, order: { ...order, state: to, attempt } };
  }
}

function learn(state: ModelState, job: Job, knows: Job['knows']): ModelState {
  return { ...state, jobs: state.jobs.map((other) => (other === job ? { ...job, knows } : other)) };
}

/** What must hold in every reachable state. */
function violation(state: ModelState): string | undefined {
  const { order, accepted, requests, misjudged, told, jobs, statements } = state;
  if (requests > 1 + misjudged) return 'the provider got two complete requests';
  const isQuiet = jobs.length === 0 && statements.length === 0;
  const isDenied = order.state === 'rejected' || order.state === 'pending';
  if (isQuiet && accepted > 0 && misjudged === 0 && isDenied) return `an accepted order is ${order.state}`;
  if (isQuiet && accepted > 0 && order.state === 'rejected') return 'an accepted order is rejected';
  if (told && order.state !== 'submitted' && order.state !== 'reconciled')
    return `an order whose acceptance was persisted is ${order.state}`;
  if (order.state === 'held' && order.attempt === 0) return 'an order is held that was never submitting';
  return undefined;
}

/** The instance in the place of another when both are exchanged; -1 is none. */
const exchanged = (instance: number): number => (instance < 0 ? instance : 1 - instance);

/**
 * Equal for states that differ only in the order of jobs and statements or in which instance is which: both instances
 * take the same steps.
 */
function keyOf(state: ModelState): string {
  const { jobs, statements, order, owner, leases } = state;
  const parts = (of: (instance: number) => number): string => {
    const job = jobs.map(
      ({ instance, token, attempted, knows }) => `${of(instance)}${token}${attempted ? 1 : 0}${knows}`,
    );
    const statement = statements.map(({ write, token, instance }) => `${of(instance)}${token}${write}`);
    return `${of(owner)}|${leases[of(0)]}|${leases[of(1)]}|${job.toSorted().join()}|${statement.toSorted().join()}`;
  };
  const [one, other] = [parts((instance) => instance), parts(exchanged)];
  const { accepted, requests, misjudged, told, claims, faults } = state;
  return `${one < other ? one : other}|${order.state}|${order.claim}|${order.attempt}|${accepted}|${requests}|${misjudged}|${told}|${claims}|${faults}`;
}
