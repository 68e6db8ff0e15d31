import { type Reminders, readReminders, setRota, setWakeDays } from '#domain/organisations/reminders.ts';
import { askerOf, asViewer } from '../asker.ts';
import { builder } from '../builder.ts';
import { OwnOrganisationType } from './own-organisation.ts';

const RemindersType = builder.objectRef<Reminders>('Reminders').implement({
  description: 'How an organisation is reminded by e-mail of what waits in its mailbox, and of nothing in particular.',
  fields: (t) => ({
    rota: t.exposeStringList('rota', {
      description: 'Mailboxes in the order in which they are reminded; empty for whoever is not in charge',
    }),
    wakeDays: t.field({
      type: ['Date'],
      description: 'Days of UTC on which it is reminded, whatever waits',
      resolve: ({ wakeDays }) => wakeDays,
    }),
  }),
});

builder.objectField(OwnOrganisationType, 'reminders', (t) =>
  t.field({ type: RemindersType, resolve: (_own, _args, context) => asViewer(context, readReminders) }),
);

builder.mutationField('setRota', (t) =>
  t.field({
    type: RemindersType,
    errors: {},
    description: 'For administrators and supervisors.',
    args: {
      mailboxes: t.arg.stringList({
        required: true,
        description: 'Of offices, not of persons, at most 20; none: the mailbox for notices is reminded',
      }),
    },
    resolve: (_root, { mailboxes }, context) =>
      asViewer(context, async (sql) => {
        await setRota(sql, mailboxes);
        return readReminders(sql);
      }),
  }),
);

builder.mutationField('setWakeDays', (t) =>
  t.field({
    type: RemindersType,
    errors: {},
    description: 'For administrators and supervisors.',
    args: {
      days: t.arg({
        type: ['Date'],
        required: true,
        description: 'Instead of those that were set before; at most 60, from today to two years ahead',
      }),
    },
    resolve: (_root, { days }, context) =>
      asViewer(context, async (sql) => {
        await setWakeDays(sql, days, new Date(askerOf(context).keeps.now()));
        return readReminders(sql);
      }),
  }),
);
