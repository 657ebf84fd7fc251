import { ReportTable, SmsUiProvider, type ReportRow } from 'react-sms-ui';
import 'react-sms-ui/styles.css';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { measureTable } from './table-page.js';

let setRows: (rows: readonly ReportRow[]) => void = () => undefined;

function Page({ initial }: { initial: readonly ReportRow[] }) {
  const [rows, set] = useState(initial);
  useEffect(() => {
    setRows = set;
  }, []);
  return (
    <SmsUiProvider
      locale="tr"
      theme="light"
      profile={{ characterMode: 'unicode' }}
      now={Date.UTC(2026, 10, 21, 11, 5)}
    >
      <ReportTable rows={rows} selectable height={600} />
    </SmsUiProvider>
  );
}

const find = (selector: string): HTMLElement | null => document.querySelector(selector);
const firstRow = '[data-slot="report-table-row"][aria-rowindex="2"]';

measureTable({
  mount: (rows) =>
    createRoot(document.body.appendChild(document.createElement('div'))).render(<Page initial={rows} />),
  sort: () => find('[role="columnheader"][data-column="number"] button')?.click(),
  filter: (digits) => {
    const input = find('input[type="search"]');
    // React listens for the event and reads the value through the element's own setter.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, digits);
    input?.dispatchEvent(new InputEvent('input', { bubbles: true }));
  },
  update: ({ rows }) => setRows(rows),
  first: () => ({
    number: find(`${firstRow} [data-column="number"]`)?.textContent ?? '',
    status: find(`${firstRow} [data-column="status"]`)?.textContent ?? '',
  }),
  scroller: () => find('[role="grid"]'),
});

const rows = Number(new URLSearchParams(location.search).get('rows'));
if (rows > 0) void window.tablePage?.mount(rows);
