import {
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  ModuleRegistry,
  TextFilterModule,
  type GridApi,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import type { ReportRow } from 'react-sms-ui';
import { createRoot } from 'react-dom/client';
import { measureTable } from './table-page.js';

ModuleRegistry.registerModules([
  ClientSideRowModelModule,
  ClientSideRowModelApiModule,
  ColumnApiModule,
  TextFilterModule,
]);

let api: GridApi<ReportRow> | undefined;
const text = (column: string): string =>
  document.querySelector(`.ag-row[row-index="0"] [col-id="${column}"]`)?.textContent ?? '';

measureTable({
  mount: (rows) =>
    createRoot(document.body.appendChild(document.createElement('div'))).render(
      <div style={{ height: 600 }}>
        <AgGridReact<ReportRow>
          rowData={[...rows]}
          rowHeight={36}
          columnDefs={[
            { field: 'number', headerName: 'Numara', filter: 'agTextColumnFilter' },
            { field: 'status', headerName: 'Durum' },
            { field: 'statusCode', headerName: 'Kod' },
            { field: 'updatedAt', headerName: 'Değişti' },
          ]}
          getRowId={({ data }) => data.number}
          animateRows={false}
          onGridReady={(event) => {
            ({ api } = event);
          }}
        />
      </div>,
    ),
  sort: () => api?.applyColumnState({ state: [{ colId: 'number', sort: 'asc' }] }),
  filter: (digits) => {
    const model = digits === '' ? null : { filterType: 'text', type: 'contains', filter: digits };
    void api?.setColumnFilterModel('number', model).then(() => api?.onFilterChanged());
  },
  update: ({ turned }) => api?.applyTransaction({ update: [...turned] }),
  first: () => ({ number: text('number'), status: text('status') }),
  scroller: () =>
    [...document.querySelectorAll('[class*="viewport"]')].find(
      ({ scrollHeight, clientHeight }) => scrollHeight > 10 * clientHeight,
    ) ?? null,
});
