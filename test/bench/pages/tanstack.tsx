import {
  columnFilteringFeature,
  createColumnHelper,
  createFilteredRowModel,
  createSortedRowModel,
  filterFns,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReportRow } from 'react-sms-ui';
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { measureTable } from './table-page.js';

const features = tableFeatures({
  rowSortingFeature,
  columnFilteringFeature,
  sortedRowModel: createSortedRowModel(),
  filteredRowModel: createFilteredRowModel(),
  sortFns,
  filterFns,
});
const helper = createColumnHelper<typeof features, ReportRow>();
const columns = helper.columns([
  helper.accessor('number', { header: 'Numara', sortFn: 'text', filterFn: 'includesString' }),
  helper.accessor('status', { header: 'Durum', sortFn: 'text' }),
  helper.accessor('statusCode', { header: 'Kod' }),
  helper.accessor('updatedAt', { header: 'Değişti' }),
]);

let setRows: (rows: ReportRow[]) => void = () => undefined;
let sort: () => void = () => undefined;
let filter: (digits: string) => void = () => undefined;

function Page({ initial }: { initial: ReportRow[] }) {
  const [data, setData] = useState(initial);
  const scroller = useRef<HTMLDivElement>(null);
  const table = useTable({ features, columns, data, getRowId: (row) => row.number });
  const { rows } = table.getRowModel();
  // oxlint-disable-next-line react/incompatible-library -- nothing below is memoized
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 36,
    overscan: 6,
    useFlushSync: false,
  });
  useEffect(() => {
    setRows = setData;
    sort = () => table.setSorting([{ id: 'number', desc: false }]);
    filter = (digits) => table.getColumn('number')?.setFilterValue(digits);
  }, [table]);
  return (
    <div ref={scroller} id="scroller" style={{ height: 600, overflow: 'auto' }}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return row === undefined ? null : (
            <div
              key={row.id}
              data-place={item.index}
              style={{
                position: 'absolute',
                display: 'grid',
                gridTemplateColumns: 'repeat(4, 1fr)',
                insetInline: 0,
                height: 36,
                transform: `translateY(${item.start}px)`,
              }}
            >
              {row.getAllCells().map((cell) => (
                <span key={cell.id} data-column={cell.column.id}>
                  <table.FlexRender cell={cell} />
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const text = (column: string): string =>
  document.querySelector(`[data-place="0"] [data-column="${column}"]`)?.textContent ?? '';

measureTable({
  mount: (rows) =>
    createRoot(document.body.appendChild(document.createElement('div'))).render(<Page initial={[...rows]} />),
  sort: () => sort(),
  filter: (digits) => filter(digits),
  update: ({ rows }) => setRows([...rows]),
  first: () => ({ number: text('number'), status: text('status') }),
  scroller: () => document.querySelector('#scroller'),
});
