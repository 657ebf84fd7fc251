import { useCallback, useState } from 'react';
import type { ConsentImport } from '../../../shared/api/consents.js';
import type { Problem } from '../../../shared/api/problem.js';
import { problemOf } from '../../api/call.js';
import { consentsApi, type ImportOptions } from '../../api/consents.js';
import { useText } from '../../i18n/useText.js';
import { Link, navigate, paths } from '../../lib/router.js';
import { useLoad } from '../../lib/useLoad.js';
import { ProblemNote } from '../../shell/ProblemNote.js';
import { ConsentsFrame } from './ConsentsFrame.js';
import { DEFAULT_OPTIONS, ImportOptionsFields } from './ImportOptionsFields.js';

/** The page to import a consent file. Each import has its own URL. */
export function ImportPage() {
  const { t } = useText();
  const [options, setOptions] = useState<ImportOptions>(DEFAULT_OPTIONS);
  const [problem, setProblem] = useState<Problem>();
  const [uploading, setUploading] = useState<string>();
  const [isOver, setOver] = useState(false);
  const { loaded } = useLoad(consentsApi.imports);
  const imports = loaded.phase === 'ready' ? loaded.value.imports : [];

  const start = useCallback(
    async (file: Blob, name: string) => {
      if (uploading !== undefined) return;
      setProblem(undefined);
      setUploading(name);
      try {
        navigate(paths.import((await consentsApi.startImport(file, name, options)).id));
      } catch (error) {
        setProblem(problemOf(error));
        setUploading(undefined);
      }
    },
    [options, uploading],
  );
  const trySample = async () => {
    const sample = await fetch(consentsApi.sampleFile).catch(() => undefined);
    if (sample?.ok) await start(await sample.blob(), t('import.sample.name'));
  };

  return (
    <ConsentsFrame place={paths.imports} lead={t('import.lead')}>
      {problem && <ProblemNote problem={problem} />}
      {/* Dropping is for the mouse; the keyboard has the file input within. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <label
        className="drop"
        data-over={isOver || undefined}
        aria-busy={uploading !== undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const [file] = event.dataTransfer.files;
          if (file) void start(file, file.name);
        }}
      >
        <input
          type="file"
          className="visually-hidden"
          accept=".csv,.txt,text/csv,text/plain"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void start(file, file.name);
            // Selecting the same file again must fire a change event.
            target.value = '';
          }}
        />
        {uploading === undefined ? (
          <>
            <span className="button" data-tone="accent">
              {t('import.choose')}
            </span>
            <span className="muted">{t('import.drop')}</span>
          </>
        ) : (
          <span>{t('import.uploading', { name: uploading })}</span>
        )}
      </label>
      <p className="samples">
        <button type="button" className="link-button" onClick={() => void trySample()}>
          {t('import.sample')}
        </button>
        <a href={consentsApi.sampleFile} download>
          {t('import.sample.download')}
        </a>
      </p>
      <ImportOptionsFields options={options} onChange={setOptions} />
      {imports.length > 0 && <RecentImports imports={imports} />}
    </ConsentsFrame>
  );
}

function RecentImports({ imports }: { imports: readonly ConsentImport[] }) {
  const { t, dateTime } = useText();
  return (
    <section className="person-section" aria-labelledby="imports-title">
      <h2 id="imports-title">{t('import.recent')}</h2>
      <ul className="plain-rows">
        {imports.map((one) => (
          <li key={one.id}>
            <Link href={paths.import(one.id)}>{one.fileName ?? t('import.unnamed')}</Link>
            <span className="muted tabular">
              {[
                t(`import.state.${one.state}`),
                t('import.rows', { count: one.read }),
                dateTime(one.startedAt),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
