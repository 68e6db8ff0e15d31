import type { Channel, Phone } from '#domain/directory/entry.ts';
import { internationalForm } from '#domain/directory/international-form.ts';
import { builder } from '../builder.ts';

export const PhoneType = builder.objectRef<Phone>('Phone').implement({
  fields: (t) => ({
    number: t.exposeString('number', { description: 'With + and country code, or as dialled inside the State.' }),
    display: t.exposeString('display', { description: 'As people there write it.' }),
    international: t.string({
      nullable: true,
      description: 'As dialled from another country, with spaces; null when that is not possible.',
      resolve: (phone) => (phone.domesticOnly ? null : internationalForm(phone.number)),
    }),
    domesticOnly: t.exposeBoolean('domesticOnly', { description: 'Cannot be dialled from another country.' }),
    tollFree: t.exposeBoolean('tollFree', { nullable: true, description: 'null: no source says.' }),
  }),
});

export const ChannelType = builder.objectRef<Channel>('Channel').implement({
  description: 'Another way than a call: e-mail, form, chat, text message, app.',
  fields: (t) => ({
    kind: t.exposeString('kind', { description: 'Code of the vocabulary channel_kind.' }),
    value: t.exposeString('value'),
    label: t.exposeString('label', { nullable: true, description: 'What distinguishes it from others of its kind.' }),
  }),
});
