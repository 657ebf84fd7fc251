import type { ReportRow } from 'react-sms-ui';
import { reportRows, turnRows } from './report-rows.js';

/** The actions of a page on its table. Each call only starts the work; the page waits for the next frame. */
export interface TableActions {
  mount: (rows: readonly ReportRow[]) => void;
  /** By number, ascending. */
  sort: () => void;
  /** Numbers that contain these digits; an empty text shows all. */
  filter: (digits: string) => void;
  update: (change: { rows: readonly ReportRow[]; turned: readonly ReportRow[] }) => void;
  /** Digits and state of the first row on the screen. */
  first: () => { number: string; status: string };
  scroller: () => Element | null;
}

export interface TableTimes {
  mount: number;
  sort: number;
  filter: number;
  update: number;
}

export interface ScrollFrames {
  fps: number;
  p95: number;
  worst: number;
}

/** The functions of the page that the bench calls. */
export interface TablePage {
  mount: (count: number) => Promise<number>;
  work: () => Promise<Omit<TableTimes, 'mount'>>;
  scroll: (milliseconds: number) => Promise<ScrollFrames>;
  update: () => Promise<number>;
}

declare global {
  interface Window {
    tablePage?: TablePage;
  }
}

/** A report on its way is updated again and again: the typical one of so many. */
const UPDATES = 7;

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');
const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Ends after the first frame in which the screen shows it, and after that frame is painted. */
async function painted(isThere: () => boolean): Promise<void> {
  for (let frames = 0; frames < 1_200; frames += 1) {
    await frame();
    const isOnScreen = isThere();
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
    if (isOnScreen) return;
  }
  throw new Error('the table never showed what was asked for');
}

async function timed(action: () => void, isThere: () => boolean): Promise<number> {
  await painted(() => true);
  if (isThere()) throw new Error('the screen shows it before it was asked for');
  const start = performance.now();
  action();
  await painted(isThere);
  return performance.now() - start;
}

/** Puts the measured work on the page under one name, the same for every table. */
export function measureTable(table: TableActions): void {
  let rows: readonly ReportRow[] = [];
  const shows = (row: ReportRow | undefined) => () =>
    digitsOf(table.first().number) === digitsOf(row?.number ?? '-');
  const byNumber = (): ReportRow[] =>
    rows.toSorted((a, b) => (a.number === b.number ? 0 : a.number < b.number ? -1 : 1));

  const updateOnce = async (): Promise<number> => {
    await painted(shows(rows[0]));
    const change = turnRows(rows, 500);
    ({ rows } = change);
    const before = table.first().status;
    return timed(
      () => table.update(change),
      () => table.first().status !== before,
    );
  };
  const update = async (): Promise<number> => {
    const times: number[] = [];
    for (let time = 0; time < UPDATES; time += 1) times.push(await updateOnce());
    return times.toSorted((a, b) => a - b)[UPDATES >> 1] ?? Number.NaN;
  };
  window.tablePage = {
    mount: (count) => {
      rows = reportRows(count);
      return timed(() => table.mount(rows), shows(rows[0]));
    },
    work: async () => {
      const updated = await update();
      const filtered = await timed(
        () => table.filter('77'),
        shows(rows.find((row) => row.number.includes('77'))),
      );
      await timed(() => table.filter(''), shows(rows[0]));
      const sorted = await timed(() => table.sort(), shows(byNumber()[0]));
      return { update: updated, filter: filtered, sort: sorted };
    },
    update,
    scroll: async (milliseconds) => {
      const scroller = table.scroller();
      if (!scroller) throw new Error('no element scrolls the rows');
      const frames: number[] = [];
      let last = await frame();
      const until = last + milliseconds;
      while (last < until) {
        scroller.scrollTop += 240;
        const now = await frame();
        frames.push(now - last);
        last = now;
      }
      await painted(() => {
        scroller.scrollTop = 0;
        return shows(rows[0])();
      });
      frames.sort((a, b) => a - b);
      const total = frames.reduce((sum, length) => sum + length, 0);
      return {
        fps: (frames.length * 1_000) / total,
        p95: frames[Math.floor(frames.length * 0.95)] ?? Number.NaN,
        worst: frames.at(-1) ?? Number.NaN,
      };
    },
  };
}
