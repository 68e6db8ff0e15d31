import { emergencyNumber } from '#domain/directory/emergency-number.ts';
import { inOrderOfName, stateName } from '#domain/directory/names.ts';
import type { State } from '#domain/directory/read-states.ts';
import { builder } from '../builder.ts';
import { assertCodes } from '../known-codes.ts';
import { ContactPointType } from './contact-point.ts';
import { HotlineType } from './hotline.ts';
import { MechanismType } from './mechanism.ts';
import { NodeInterface } from './node.ts';
import { PillarEnum } from './pillar.ts';
import { ProcedureType } from './procedure.ts';
import { PromisingPracticeType } from './promising-practice.ts';
import { ServiceType } from './service.ts';

const OwnNameType = builder.objectRef<{ language: string; name: string }>('OwnName').implement({
  description: 'What a State calls itself in one of its official languages.',
  fields: (t) => ({ language: t.exposeString('language'), name: t.exposeString('name') }),
});

export const StateType = builder.objectRef<State>('State').implement({
  description: 'A participating State of the OSCE.',
  interfaces: [NodeInterface],
  isTypeOf: (value) => 'ownNames' in (value as object),
});

builder.objectFields(StateType, (t) => ({
  code: t.exposeString('code', { description: 'ISO 3166-1 alpha-2' }),
  name: t.string({
    description: 'English without argument.',
    args: { language: t.arg.string() },
    resolve: (state, { language }) => stateName(state, language ?? null),
  }),
  ownNames: t.field({ type: [OwnNameType], resolve: ({ ownNames }) => ownNames, complexity: { multiplier: 2 } }),
  checkedOn: t.field({
    type: 'Date',
    description: "When the State's records were last checked against their sources.",
    resolve: ({ checkedOn }) => checkedOn,
  }),
  mechanism: t.field({
    type: MechanismType,
    nullable: true,
    resolve: ({ code }, _args, { load }) => load.mechanismOf.load(code),
  }),
  emergencyNumber: t.string({
    nullable: true,
    description:
      'What to dial in danger inside the State: the common emergency number, else the short one of the police.',
    resolve: async ({ code }, _args, { load }) => emergencyNumber(code, await load.hotlinesOf.load(code)),
  }),
  hotlines: t.field({
    type: [HotlineType],
    description: 'The line to try first stands first.',
    resolve: ({ code }, _args, { load }) => load.hotlinesOf.load(code),
  }),
  contactPoints: t.field({
    type: [ContactPointType],
    args: { roles: t.arg.stringList() },
    complexity: { multiplier: 10 },
    resolve: async ({ code }, { roles }, { load }) => {
      const points = await load.contactPointsOf.load(code);
      if (roles == null) return points;
      await assertCodes(load, 'contact_role', roles);
      return points.filter((point) => point.roles.some((role) => roles.includes(role)));
    },
  }),
  services: t.field({
    type: [ServiceType],
    args: { types: t.arg.stringList(), pillars: t.arg({ type: [PillarEnum] }) },
    complexity: { multiplier: 10 },
    resolve: async ({ code }, { types, pillars }, { load }) => {
      const services = await load.servicesOf.load(code);
      if (types != null) await assertCodes(load, 'service_type', types);
      return services.filter(
        (service) =>
          (types == null || service.types.some((type) => types.includes(type))) &&
          (pillars == null || service.pillars.some((pillar) => pillars.includes(pillar))),
      );
    },
  }),
  procedures: t.field({
    type: [ProcedureType],
    complexity: { multiplier: 10 },
    resolve: ({ code }, _args, { load }) => load.proceduresOf.load(code),
  }),
  promisingPractices: t.field({
    type: [PromisingPracticeType],
    complexity: { multiplier: 2 },
    resolve: ({ code }, _args, { load }) => load.promisingPracticesOf.load(code),
  }),
}));

builder.queryFields((t) => ({
  states: t.field({
    type: [StateType],
    description: 'All 57 participating States, in the order of their names in the language; English without argument.',
    args: { language: t.arg.string() },
    complexity: { multiplier: 57 },
    resolve: async (_root, { language }, { load }) => inOrderOfName(await load.allStates(), language ?? 'en'),
  }),
  state: t.field({
    type: StateType,
    nullable: true,
    description: 'One State by ISO 3166-1 alpha-2 code, in capitals; null when there is none.',
    args: { code: t.arg.string({ required: true }) },
    resolve: (_root, { code }, { load }) => (/^[A-Z]{2}$/.test(code) ? load.state.load(code) : null),
  }),
}));
