import { readDirectoryVersion } from '#domain/directory/read-directory-version.ts';
import { type NodeOverview, readNodeOverview } from '#domain/node-overview.ts';
import { askerOf, asViewer } from '../asker.ts';
import { builder } from '../builder.ts';
import type { NodeFacts } from '../context.ts';

const StandingCountType = builder.objectRef<NodeOverview['organisations'][number]>('StandingCount').implement({
  fields: (t) => ({
    stateCode: t.exposeString('stateCode'),
    standing: t.exposeString('standing'),
    count: t.exposeInt('count'),
  }),
});

interface Overview extends NodeOverview, NodeFacts {
  address: string;
  directory: { contentHash: string; loadedAt: Date; entries: number } | null;
}

const LoadedDirectoryType = builder.objectRef<NonNullable<Overview['directory']>>('LoadedDirectory').implement({
  fields: (t) => ({
    contentHash: t.exposeString('contentHash'),
    loadedAt: t.string({ resolve: ({ loadedAt }) => loadedAt.toISOString() }),
    entries: t.exposeInt('entries'),
  }),
});

const OperatorOverviewType = builder.objectRef<Overview>('OperatorOverview').implement({
  description: 'What an operator has to know of the node: numbers, never names.',
  fields: (t) => ({
    address: t.exposeString('address', { description: 'Of the node’s own pages' }),
    softwareVersion: t.exposeString('softwareVersion'),
    sendsMail: t.exposeBoolean('sendsMail'),
    refusedFiles: t.stringList({
      description: 'Each problem of the directory’s files, in words',
      resolve: ({ refusedFiles }) => [...refusedFiles()],
    }),
    organisations: t.field({ type: [StandingCountType], resolve: ({ organisations }) => organisations }),
    applicationsWaiting: t.exposeInt('applicationsWaiting'),
    waitingSince: t.exposeString('waitingSince', { nullable: true }),
    accounts: t.exposeInt('accounts'),
    liveSessions: t.exposeInt('liveSessions'),
    directory: t.field({ type: LoadedDirectoryType, nullable: true, resolve: ({ directory }) => directory }),
  }),
});

builder.queryField('operatorOverview', (t) =>
  t.field({
    type: OperatorOverviewType,
    description: 'For operators of this node; others are refused.',
    resolve: (_root, _args, context) =>
      asViewer(context, async (sql) => ({
        ...(await readNodeOverview(sql)),
        ...askerOf(context).keeps.facts,
        address: askerOf(context).keeps.origin,
        directory: await readDirectoryVersion(sql),
      })),
  }),
);
