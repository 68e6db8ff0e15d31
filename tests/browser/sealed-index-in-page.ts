/** What `sealed-index.test.ts` calls inside the browser: the index of one member. */
import type { MailboxRecord } from '#app/vault/mailbox/mailbox-record.ts';
import { openSealedIndex } from '#app/vault/mailbox/sealed-index.ts';
import { newMemberKeys } from '#crypto/member-keys.ts';

let keys = await newMemberKeys();

const inPage = {
  open: () => openSealedIndex('owner', keys),
  async replaceKeys() {
    keys = await newMemberKeys();
  },
  record: (place: number): MailboxRecord => ({
    id: String(place),
    sender: '',
    receivedHour: '',
    period: '',
    sha256: 'secret words',
    event: null,
    refused: null,
  }),
};

declare global {
  var nrmIndex: typeof inPage;
}
globalThis.nrmIndex = inPage;
