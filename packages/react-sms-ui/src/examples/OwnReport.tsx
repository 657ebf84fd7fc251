'use client';
import type { ReactNode } from 'react';
import { formatPhone, useReportRows, useSmsUi, type DeliveryStatus, type ReportRow } from '../index.js';

const WORDS = {
  tr: {
    report: 'Rapor',
    search: 'Numara ara',
    number: 'Numara',
    status: 'Durum',
    delivered: 'İletildi',
    waiting: 'Bekliyor',
    undelivered: 'İletilemedi',
    unknown: 'Bilinmiyor',
    of: (shown: number, total: number) => `${total} alıcıdan ${shown} alıcı`,
    select: 'Seç',
    new: 'yeni satırı göster',
  },
  en: {
    report: 'Report',
    search: 'Search for a number',
    number: 'Number',
    status: 'State',
    delivered: 'Delivered',
    waiting: 'Waiting',
    undelivered: 'Undelivered',
    unknown: 'Unknown',
    of: (shown: number, total: number) => `${shown} of ${total} recipients`,
    select: 'Select',
    new: 'new rows: display',
  },
} as const;

const STATUSES: readonly DeliveryStatus[] = ['delivered', 'waiting', 'undelivered', 'unknown'];

/** A report in a plain table on `useReportRows`, without the kit's stylesheet. It displays the first 20 matching rows. */
export function OwnReport({ rows }: { rows: readonly ReportRow[] }): ReactNode {
  const words = WORDS[useSmsUi().locale];
  const report = useReportRows({ rows, selectable: true });
  const firstRows = Array.from({ length: Math.min(20, report.positions.length) }, (_, index) =>
    report.rowAt(index),
  ).filter((row) => row !== undefined);
  return (
    <div className="example">
      <input {...report.getSearchProps()} aria-label={words.search} placeholder={words.search} />
      <div className="example-row">
        {STATUSES.map((status) => (
          <button key={status} {...report.getStatusProps(status)}>
            {words[status]}: {report.counts[status]}
          </button>
        ))}
        {report.newRows > 0 ? (
          <button type="button" onClick={report.showNew}>
            {report.newRows} {words.new}
          </button>
        ) : null}
      </div>
      <p role="status">{words.of(report.matching, report.total)}</p>
      <table aria-label={words.report}>
        <thead>
          <tr>
            <th>
              <input {...report.getSelectAllProps()} aria-label={words.select} />
            </th>
            <th {...report.getHeaderProps('number')}>
              <button {...report.getSortProps('number')}>{words.number}</button>
            </th>
            <th {...report.getHeaderProps('status')}>
              <button {...report.getSortProps('status')}>{words.status}</button>
            </th>
          </tr>
        </thead>
        <tbody>
          {firstRows.map((row) => (
            <tr key={row.number}>
              <td>
                <input
                  {...report.getSelectProps(row.number)}
                  aria-label={`${words.select} ${formatPhone(row.number)}`}
                />
              </td>
              <td>{formatPhone(row.number)}</td>
              <td>{words[row.status]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
