import { useEffect, useRef, useState } from 'react';
import { type Attachment, MOST_ATTACHMENTS } from '#casework/message.ts';
import type { Warning } from './clean-file.ts';
import { type SealedFile, sealFile } from './seal-file.ts';
import { uploadBlob } from './upload-blob.ts';

/** A file that was chosen for a message, and how far it has come. */
export interface AttachedFile {
  id: string;
  /** As it was chosen. */
  name: string;
  /** As it was chosen, in bytes. */
  length: number;
  step: 'sealing' | 'uploading' | 'waiting' | 'ready' | 'failed';
  /** Of the upload, from 0 to 1. */
  progress: number;
  warnings: Warning[];
  /** Null unless it failed. */
  error: unknown;
}

interface Work {
  file: File;
  stopping: AbortController;
  sealed: Promise<SealedFile>;
  uploaded: Promise<void>;
}

const BEGUN: Pick<AttachedFile, 'step' | 'progress' | 'warnings' | 'error'> = {
  step: 'sealing',
  progress: 0,
  warnings: [],
  error: null,
};

/**
 * Files for one message: each is cleaned, sealed and uploaded as soon as it is chosen, one after the other. They go when the page
 * is left, unless a message that names them was sealed.
 */
export function useAttachedFiles() {
  const [files, setFiles] = useState<AttachedFile[]>([]);
  const works = useRef(new Map<string, Work>());
  const last = useRef<{ sealing: Promise<unknown>; uploading: Promise<unknown> }>({
    sealing: Promise.resolve(),
    uploading: Promise.resolve(),
  });
  const isTaken = useRef(false);

  useEffect(
    () => () => {
      if (!isTaken.current) for (const { stopping } of works.current.values()) stopping.abort();
    },
    [],
  );

  const note = (id: string, changes: Partial<AttachedFile>) =>
    setFiles((before) => before.map((file) => (file.id === id ? { ...file, ...changes } : file)));

  function begin(id: string, file: File): void {
    const stopping = new AbortController();
    const { signal } = stopping;
    const sealed = last.current.sealing.then(() => sealFile(file, signal));
    last.current.sealing = sealed.catch(() => undefined);
    const uploaded = upload(id, sealed, last.current.uploading, signal);
    last.current.uploading = uploaded.catch(() => undefined);
    works.current.set(id, { file, stopping, sealed, uploaded });
    uploaded.then(
      () => note(id, { step: 'ready' }),
      (error) => note(id, { step: 'failed', error }),
    );
  }

  async function upload(id: string, sealed: Promise<SealedFile>, before: Promise<unknown>, signal: AbortSignal) {
    const file = await sealed;
    note(id, { warnings: file.warnings, step: 'uploading' });
    await before;
    const on = {
      progress: (progress: number) => note(id, { step: 'uploading', progress }),
      waiting: () => note(id, { step: 'waiting' }),
    };
    await uploadBlob(file, on, signal);
  }

  return {
    files,
    hasFailed: files.some(({ step }) => step === 'failed'),

    /** As many as a message may still take. */
    add(chosen: readonly File[]): void {
      const added = chosen
        .slice(0, MOST_ATTACHMENTS - files.length)
        .map((file) => ({ file, id: crypto.randomUUID() as string }));
      setFiles((before) => [
        ...before,
        ...added.map(({ id, file }) => ({ id, name: file.name, length: file.size, ...BEGUN })),
      ]);
      for (const { id, file } of added) begin(id, file);
    },

    remove(id: string): void {
      works.current.get(id)?.stopping.abort();
      works.current.delete(id);
      setFiles((before) => before.filter((file) => file.id !== id));
    },

    retry(id: string): void {
      const work = works.current.get(id);
      if (work === undefined) return;
      note(id, BEGUN);
      begin(id, work.file);
    },

    /**
     * For a message that is about to be sealed: from here on the files go on being uploaded, even when the page is left.
     *
     * @returns once all are sealed, what the message says of them; `uploaded` once all are on the node
     * @throws FileRefusal
     */
    async take(): Promise<{ attachments: Attachment[]; uploaded: Promise<void> }> {
      isTaken.current = true;
      const all = [...works.current.values()];
      const uploaded = Promise.all(all.map((work) => work.uploaded)).then(() => undefined);
      // Whoever waits for it is told; the sealing may fail before.
      uploaded.catch(() => undefined);
      const sealed = await Promise.all(all.map((work) => work.sealed));
      return { attachments: sealed.map(({ attachment }) => attachment), uploaded };
    },

    /** The message was not sent. */
    giveBack(): void {
      isTaken.current = false;
    },

    /** The message was sent. */
    clear(): void {
      isTaken.current = false;
      works.current.clear();
      setFiles([]);
    },
  };
}
