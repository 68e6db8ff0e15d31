import { useId } from 'react';
import { MEDIA_TYPES } from '#casework/file-kind.ts';
import { MOST_ATTACHMENTS } from '#casework/message.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { FileRefusal } from './file-refusal.ts';
import { fileSize } from './file-size.ts';
import type { AttachedFile, useAttachedFiles } from './use-attached-files.ts';

/** Media types, for telephones that turn their own pictures into one of these; and endings that no browser knows the type of. */
const ACCEPTED = [...Object.values(MEDIA_TYPES), 'image/gif', '.csv', '.tsv', '.txt'].join(',');

/** Where files are chosen for a message, with all that becomes of each. */
export function FileChooser(props: { attached: ReturnType<typeof useAttachedFiles>; isDisabled: boolean }) {
  const t = usePortalText();
  const { attached, isDisabled } = props;
  const id = useId();
  const { files } = attached;
  return (
    <div className="field wide">
      <label htmlFor={id}>{t('files.label')}</label>
      <span className="muted" id={`${id}-hint`}>
        {t('files.hint', { most: MOST_ATTACHMENTS })}
      </span>
      <input
        id={id}
        type="file"
        multiple
        accept={ACCEPTED}
        aria-describedby={`${id}-hint`}
        disabled={isDisabled || files.length >= MOST_ATTACHMENTS}
        onChange={({ target }) => {
          attached.add(Array.from(target.files ?? []));
          // The same one may be chosen again.
          target.value = '';
        }}
      />
      {files.length === 0 ? null : (
        <>
          <ul className="files">
            {files.map((file) => (
              <AttachedFileShown
                key={file.id}
                file={file}
                isDisabled={isDisabled}
                onRemove={() => attached.remove(file.id)}
                onRetry={() => attached.retry(file.id)}
              />
            ))}
          </ul>
          <span className="muted">{t('files.notInDraft')}</span>
        </>
      )}
    </div>
  );
}

function AttachedFileShown(props: {
  file: AttachedFile;
  isDisabled: boolean;
  onRemove: () => void;
  onRetry: () => void;
}) {
  const t = usePortalText();
  const { file, isDisabled, onRemove, onRetry } = props;
  const { name, length, step, progress, warnings, error } = file;
  return (
    <li>
      <p>
        <bdi className="hash">{name}</bdi> <span className="muted">{fileSize(t, length)}</span>
      </p>
      {step === 'failed' ? (
        <Refused error={error} />
      ) : (
        <p className="muted">
          {step === 'uploading' ? <progress value={progress} aria-label={t('files.progress', { name })} /> : null}{' '}
          <span role="status">{t(`files.step.${step}`)}</span>
        </p>
      )}
      {warnings.map((warning) => (
        <p key={warning} className="warning">
          {t(`fileWarning.${warning}`)}
        </p>
      ))}
      <p>
        {step === 'failed' && !(error instanceof FileRefusal) ? (
          <button type="button" className="quiet" aria-label={t('files.retry.one', { name })} onClick={onRetry}>
            {t('files.retry')}
          </button>
        ) : null}
        <button
          type="button"
          className="quiet"
          disabled={isDisabled}
          aria-label={t('files.remove.one', { name })}
          onClick={onRemove}
        >
          {t('files.remove')}
        </button>
      </p>
    </li>
  );
}
