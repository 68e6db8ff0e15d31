import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { kindOf } from '#casework/file-kind.ts';
import type { Attachment } from '#casework/message.ts';
import { Refused } from '../refused.tsx';
import { usePortalText } from '../text.tsx';
import { openPicture } from './clean-picture.ts';
import { fetchFile } from './fetch-file.ts';
import { fileSize } from './file-size.ts';
import { isPicture } from './raw-kind.ts';
import { saveFile } from './save-file.ts';

/** The files of a message: pictures are shown in the page, everything can be saved, nothing is fetched unasked. */
export function ReceivedFiles({ attachments }: { attachments: readonly Attachment[] }) {
  if (attachments.length === 0) return null;
  return (
    <ul className="files">
      {attachments.map((attachment) => (
        <ReceivedFile key={attachment.blob} attachment={attachment} />
      ))}
    </ul>
  );
}

function ReceivedFile({ attachment }: { attachment: Attachment }) {
  const t = usePortalText();
  const { name, length, mediaType } = attachment;
  const kind = kindOf(mediaType) ?? 'text';
  const [progress, setProgress] = useState(0);
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const saving = useMutation({
    mutationFn: async () => saveFile(await fetchFile(attachment, setProgress), attachment),
  });
  const showing = useMutation({
    mutationFn: async () => {
      if (isPicture(kind)) setPicture(await openPicture(await fetchFile(attachment, setProgress), kind));
    },
  });
  const isPending = saving.isPending || showing.isPending;
  const error = saving.error ?? showing.error;
  return (
    <li>
      <p>
        <bdi className="hash">{name}</bdi>{' '}
        <span className="muted">
          {t(`fileKind.${kind}`)}, {fileSize(t, length)}
        </span>
      </p>
      {picture === null ? null : <Picture picture={picture} name={name} />}
      <p>
        {!isPicture(kind) ? null : (
          <button
            type="button"
            className="quiet"
            disabled={isPending}
            aria-label={t(picture === null ? 'files.show.one' : 'files.hide.one', { name })}
            onClick={() => (picture === null ? showing.mutate() : setPicture(null))}
          >
            {t(picture === null ? 'files.show' : 'files.hide')}
          </button>
        )}
        <button
          type="button"
          className="quiet"
          disabled={isPending}
          aria-label={t('files.save.one', { name })}
          onClick={() => saving.mutate()}
        >
          {t('files.save')}
        </button>
      </p>
      <p className="muted" role="status">
        {isPending ? (
          <>
            <progress value={progress} aria-label={t('files.progress', { name })} /> {t('files.fetching')}
          </>
        ) : null}
        {saving.isSuccess ? t('files.saved') : null}
      </p>
      {error === null ? null : <Refused error={error} />}
    </li>
  );
}

/** On its longer side, in pixels: more is for those who save it. */
const LONGEST_SHOWN = 2000;

/** Drawn, not linked: no address of it exists that could be opened as a page. */
function Picture({ picture, name }: { picture: ImageBitmap; name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = Math.min(1, LONGEST_SHOWN / Math.max(picture.width, picture.height));
  const [width, height] = [Math.ceil(picture.width * scale), Math.ceil(picture.height * scale)];
  useEffect(() => {
    canvas.current?.getContext('2d')?.drawImage(picture, 0, 0, width, height);
  }, [picture, width, height]);
  return <canvas ref={canvas} width={width} height={height} role="img" aria-label={name} />;
}
