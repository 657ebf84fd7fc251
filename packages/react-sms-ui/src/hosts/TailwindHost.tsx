import type { ReactNode } from 'react';

/** A part of a page styled by Tailwind. */
export function TailwindHost(): ReactNode {
  return (
    <div className="grid grid-cols-1 gap-4 rounded-xl border border-slate-300 bg-slate-50 p-6 text-slate-900">
      <h2 className="text-2xl font-semibold">Tailwind</h2>
      <p className="text-sm text-slate-600">The host’s own paragraph, list, fields and table.</p>
      <ul className="list-disc ps-5">
        <li>one</li>
        <li>two</li>
      </ul>
      <div className="flex gap-2">
        <input
          className="min-w-0 flex-1 rounded-md border border-slate-400 px-3 py-2"
          placeholder="Field"
          aria-label="Field"
        />
        <button type="button" className="rounded-md bg-indigo-700 px-4 py-2 font-medium text-white">
          Button
        </button>
      </div>
      <table className="w-full text-start">
        <thead>
          <tr>
            <th className="border-b p-2 text-start">Head</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td className="p-2">Cell</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
