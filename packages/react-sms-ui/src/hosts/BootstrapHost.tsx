import type { ReactNode } from 'react';

/** A part of a page styled by Bootstrap. */
export function BootstrapHost(): ReactNode {
  return (
    <div className="card">
      <div className="card-body">
        <h2 className="card-title">Bootstrap</h2>
        <p className="card-text">The host’s own paragraph, list, fields and table.</p>
        <ul>
          <li>one</li>
          <li>two</li>
        </ul>
        <fieldset>
          <legend>Legend</legend>
          <label className="form-label" htmlFor="bootstrap-field">
            Field
          </label>
          <input id="bootstrap-field" className="form-control" />
        </fieldset>
        <dl>
          <dt>Term</dt>
          <dd>Description</dd>
        </dl>
        <button type="button" className="btn btn-primary">
          Button
        </button>
        <table className="table">
          <thead>
            <tr>
              <th>Head</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>Cell</td>
            </tr>
          </tbody>
        </table>
      </div>
    </div>
  );
}
