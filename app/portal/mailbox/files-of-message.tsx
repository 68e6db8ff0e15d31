import { useQuery } from '@tanstack/react-query';
import { vault } from '#app/vault/vault.ts';
import { FileChooser } from '../attachments/file-chooser.tsx';
import type { useAttachedFiles } from '../attachments/use-attached-files.ts';
import { usePortalText } from '../text.tsx';
import { MAILBOX } from './read-mailbox.ts';

/** Where files are chosen; or why not yet, where they would only be refused once they are uploaded. */
export function FilesOfMessage(props: {
  receiver: string;
  attached: ReturnType<typeof useAttachedFiles>;
  isDisabled: boolean;
}) {
  const t = usePortalText();
  const { receiver, attached, isDisabled } = props;
  const { data: haveMet } = useQuery({
    queryKey: [...MAILBOX, 'shown', 'have met', receiver],
    queryFn: () => vault().haveMet(receiver),
  });
  if (attached.files.length === 0) {
    if (haveMet === undefined) return null;
    if (haveMet === false) return <p className="muted">{t('files.notYet')}</p>;
  }
  return <FileChooser attached={attached} isDisabled={isDisabled} />;
}
