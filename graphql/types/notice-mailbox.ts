import { readNoticeMailbox, setNoticeMailbox } from '#domain/organisations/notice-mailbox.ts';
import { askerOf, asViewer } from '../asker.ts';
import { builder } from '../builder.ts';
import { OwnOrganisationType } from './own-organisation.ts';

interface NoticeMailbox {
  mailbox: string | null;
  sendsMail: boolean;
}

const NoticeMailboxType = builder.objectRef<NoticeMailbox>('NoticeMailbox').implement({
  description: 'Where an organisation is told by e-mail that there is something new, and nothing more.',
  fields: (t) => ({
    mailbox: t.exposeString('mailbox', { nullable: true, description: 'Null for whoever is no administrator.' }),
    sendsMail: t.exposeBoolean('sendsMail', { description: 'Whether this node sends e-mail at all' }),
  }),
});

builder.objectField(OwnOrganisationType, 'notices', (t) =>
  t.field({
    type: NoticeMailboxType,
    resolve: async (_own, _args, context) => ({
      mailbox: await asViewer(context, readNoticeMailbox),
      sendsMail: askerOf(context).keeps.facts.sendsMail,
    }),
  }),
);

builder.mutationField('setNoticeMailbox', (t) =>
  t.field({
    type: NoticeMailboxType,
    errors: {},
    description: 'For administrators.',
    args: { mailbox: t.arg.string({ required: true, description: 'Of an office, not of a person; empty: none' }) },
    resolve: (_root, { mailbox }, context) =>
      asViewer(context, async (sql) => {
        await setNoticeMailbox(sql, mailbox);
        return { mailbox: await readNoticeMailbox(sql), sendsMail: askerOf(context).keeps.facts.sendsMail };
      }),
  }),
);
