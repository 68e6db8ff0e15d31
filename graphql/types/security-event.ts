import { readOrganisationEvents, readOwnEvents, type SecurityEvent } from '#domain/accounts/events.ts';
import { asViewer } from '../asker.ts';
import { builder } from '../builder.ts';
import { MeType } from './me.ts';
import { OwnOrganisationType } from './own-organisation.ts';

const EventDetailType = builder.objectRef<{ name: string; values: string[] }>('EventDetail').implement({
  fields: (t) => ({ name: t.exposeString('name'), values: t.exposeStringList('values') }),
});

const SecurityEventType = builder.objectRef<SecurityEvent>('SecurityEvent').implement({
  description:
    'What was done to the access of a person or an organisation. Nobody can change or take away what is logged.',
  fields: (t) => ({
    id: t.exposeID('id'),
    at: t.string({
      description: 'Of what others did only the beginning of the hour.',
      resolve: ({ at }) => at.toISOString(),
    }),
    isMine: t.exposeBoolean('isMine', { description: 'Whether you did it.' }),
    event: t.exposeString('event', { description: 'Code; more may come.' }),
    signInName: t.exposeString('signInName', {
      nullable: true,
      description: 'Who did it; null for somebody outside your organisation.',
    }),
    details: t.field({
      type: [EventDetailType],
      resolve: ({ detail }) => Object.entries(detail).map(([name, value]) => ({ name, values: textsOf(value) })),
    }),
  }),
});

function textsOf(value: unknown): string[] {
  return [value].flat().map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
}

builder.objectField(MeType, 'events', (t) =>
  t.field({
    type: [SecurityEventType],
    description: 'What you did, the newest first; at most 100.',
    resolve: (_me, _args, context) => asViewer(context, readOwnEvents),
  }),
);

builder.objectField(OwnOrganisationType, 'events', (t) =>
  t.field({
    type: [SecurityEventType],
    description:
      'What was done in it, the newest first; at most 100. All of it for administrators, for others their own.',
    resolve: (_own, _args, context) => asViewer(context, readOrganisationEvents),
  }),
);
