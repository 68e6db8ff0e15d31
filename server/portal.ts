import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from '#db/client.ts';
import { closePools, openPools } from '#db/pools.ts';
import { takeServingLock } from '#db/serving-lock.ts';
import { offerFirstOperator } from '#domain/accounts/set-up-links.ts';
import { BlobFiles } from '#domain/blobs/blob-files.ts';
import { sweepBlobs } from '#domain/blobs/sweep-blobs.ts';
import { type Problem, problemLine } from '#domain/directory/files/problem.ts';
import { loadDirectory } from '#domain/directory/load-directory.ts';
import { readDirectoryVersion } from '#domain/directory/read-directory-version.ts';
import { sweep } from '#domain/sweep.ts';
import type { Config } from './config.ts';
import { leaveDatabase, openDatabase } from './database.ts';
import { watchDirectory } from './directory-watch.ts';
import { everyHour } from './every-hour.ts';
import { createApp } from './http/app.ts';
import { PageCopies } from './http/page-copies.ts';
import { createPublicPages } from './http/public-pages.ts';
import { Readers } from './http/readers.ts';
import type { WebBuild } from './http/web-build.ts';
import { keepCluster } from './keep-cluster.ts';
import type { Log } from './log.ts';
import { openNodeKey } from './node-key.ts';
import { createNoticeMail } from './notice-mail.ts';
import { sendNotices } from './notices.ts';
import { openOpaqueSetUp } from './opaque-set-up.ts';
import { PlainFailure, sentenceForListening } from './plain-failure.ts';
import { renewEveryHour } from './renewal.ts';
import { softwareVersion } from './software-version.ts';
import { today } from './today.ts';
import { readTrustData, type TrustData, takeInShippedRegistry } from './trust-data.ts';

/** A running portal. */
export interface Portal {
  url: string;
  /** Where the first operator makes an account, as long as there is none. */
  firstOperatorUrl: string | null;
  stop(): Promise<void>;
}

/** Statements are given up after ten seconds: a database that says nothing for longer has gone. */
const SILENCE = 12_000;
/** An attachment of 50 MB over a slow line, 230 kbit/s. */
const LONGEST_REQUEST = 30 * 60_000;
const LOOK_AT_COPIES_EVERY = 5000;
const LOOK_AT_REFUSED_EVERY = 10_000;

type Undo = () => Promise<unknown> | unknown;

/**
 * Starts everything in order: the port (so that a taken one is noticed first), the database, its migrations, the directory,
 * the pages. What was begun is undone when a later step fails.
 *
 * @throws PlainFailure or the failing step's own error; see `sentenceFor`
 */
export async function startPortal(config: Config, web: WebBuild, log: Log): Promise<Portal> {
  const undo: Undo[] = [];
  const stop = async () => {
    for (const step of undo.reverse().splice(0)) await step();
  };
  try {
    const trust = await readTrustData(config.trustData);
    const { server, answerWith } = await listen(config);
    undo.push(() => close(server));
    const { port } = server.address() as AddressInfo;
    const url = config.port === 0 ? `http://localhost:${port}` : config.publicUrl;

    const database = await openDatabase(config);
    if (database.cluster !== null) {
      const lock = await takeServingLock(database.address).catch(async (error) => {
        await leaveDatabase(database);
        throw error;
      });
      if (lock === null) throw new PlainFailure(`Another portal already runs on the data folder ${config.dataDir}.`);
      const kept = keepCluster(database.cluster, config.dataDir, log);
      undo.push(() => kept.stop());
      undo.push(() => lock.release());
    }
    const pools = openPools(database.address, { silence: SILENCE });
    undo.push(() => closePools(pools, 5));
    const opaqueSetUp = await openOpaqueSetUp(config.dataDir);
    const nodeKey = await openNodeKey(config.dataDir);

    let refused = await loadOrKeep(config, database.ownerAddress, log);
    const tryAgain = setInterval(async () => {
      if (refused.length > 0) refused = await loadOrKeep(config, database.ownerAddress, log).catch(() => refused);
    }, LOOK_AT_REFUSED_EVERY);
    undo.push(() => clearInterval(tryAgain));
    await takeInOrKeep(trust, database.ownerAddress, log);
    const renewal = renewEveryHour(database.ownerAddress, { dataDir: config.dataDir, log });
    undo.push(() => renewal.stop());
    const blobFiles = new BlobFiles(config.dataDir);
    const sweeping = everyHour(
      database.ownerAddress,
      async (sql) => {
        await sweep(sql);
        await sweepBlobs(sql, blobFiles, new Date());
      },
      (error) => log.error({ err: error }, 'What has expired could not be taken away.'),
    );
    undo.push(() => sweeping.stop());
    const copies = new PageCopies(config.dataDir);
    await copies.open();
    const watch = await watchDirectory(pools.sql, log);
    undo.push(() => watch.stop());
    const readers = new Readers();
    const pages = createPublicPages({
      web,
      pools,
      copies,
      watch,
      readers,
      publicUrl: url,
      contact: config.contact ?? null,
      registryKeys: trust.registryKeysText,
      log,
    });
    const refresh = () => {
      pages.refreshCopies().catch((error) => log.warn({ err: error }, 'Copies of the help pages could not be made.'));
    };
    refresh();
    watch.onChange(refresh);
    // What was interrupted (the database went away, the disk was full) is made later.
    const again = setInterval(refresh, LOOK_AT_COPIES_EVERY);
    undo.push(() => clearInterval(again));

    const front = web.entry.createGraphqlFront(
      pools,
      (surpriseId, error) => log.error({ err: error, surpriseId }, 'Unexpected error in a question'),
      {
        origin: new URL(url).origin,
        opaqueSetUp,
        nodeKey,
        facts: {
          softwareVersion: await softwareVersion(),
          sendsMail: config.mail !== null,
          refusedFiles: () => refused.map(problemLine),
        },
      },
    );
    const blobs = { sql: pools.sql, files: blobFiles, underWay: new Map() };
    answerWith(
      createApp({
        config,
        log,
        origin: new URL(url).origin,
        web,
        front,
        pools,
        blobs,
        pages,
        readers,
        watch,
        refused: () => refused,
      }),
    );
    if (config.mail !== null) {
      const notices = sendNotices(database.ownerAddress, createNoticeMail(config.mail, `${url}/portal`), log);
      undo.push(() => notices.stop());
    }
    const link = await offerFirstOperator(pools.sql);
    return { url, firstOperatorUrl: link === null ? null : `${url}/portal/begin/${link}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @throws PlainFailure when the files are refused and no directory was ever loaded */
async function loadOrKeep(config: Config, address: Parameters<typeof connect>[0], log: Log): Promise<Problem[]> {
  const sql = connect(address, { max: 2 });
  try {
    const result = await loadDirectory(sql, config.directoryData, today());
    if (result.outcome === 'loaded') log.info({ entries: result.entries }, 'The directory is loaded.');
    if (result.outcome !== 'refused') return [];
    const lines = result.problems.map(problemLine);
    if ((await readDirectoryVersion(sql)) === null) {
      throw new PlainFailure(`The directory cannot be loaded, and none was loaded before.\n${lines.join('\n')}`);
    }
    log.error({ problems: lines }, 'The directory files are refused: the directory that was up stays.');
    return result.problems;
  } finally {
    await sql.end();
  }
}

async function takeInOrKeep(trust: TrustData, address: Parameters<typeof connect>[0], log: Log): Promise<void> {
  const sql = connect(address, { max: 1 });
  try {
    await takeInShippedRegistry(sql, trust);
  } catch (error) {
    log.error({ err: error }, 'The registry beside its keys is refused: the one that was there stays.');
  } finally {
    await sql.end();
  }
}

async function listen(config: Config): Promise<{ server: Server; answerWith: (listener: RequestListener) => void }> {
  let listener: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '2', 'Content-Type': 'text/plain' }).end('The portal is starting.\n');
  };
  const server = createServer({ requestTimeout: LONGEST_REQUEST }, (request, response) => listener(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new PlainFailure(sentenceForListening(error, config))));
    server.listen(config.port, config.host, resolve);
  });
  return {
    server,
    answerWith: (next) => {
      listener = next;
    },
  };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}
