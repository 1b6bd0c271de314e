import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Database } from '#db/client.ts';
import { identifyDatabase } from '#db/identity.ts';
import { createStore } from '#db/store.ts';
import { createAnswerer } from './assistant/answerer.ts';
import { type Deadlines, usualDeadlines } from './assistant/deadlines.ts';
import type { ProviderError } from './assistant/provider.ts';
import { providersOf } from './assistant/providers.ts';
import { createSpeaker } from './assistant/speaker.ts';
import { createListener } from './assistant/listener.ts';
import { speakerOf, transcriberOf, usualVoiceDeadlines, type VoiceDeadlines } from './assistant/voice.ts';
import { createInstances, createSingleInstance } from './bus/instances.ts';
import type { Config } from './config.ts';
import type { Bus } from './core/bus.ts';
import { createCore } from './core/core.ts';
import type { Store } from './core/store.ts';
import { createAssistant } from './dialects/assistant/assistant.ts';
import { createConversations } from './dialects/conversations/conversations.ts';
import { createFeed } from './dialects/feed/feed.ts';
import { createHub } from './dialects/hub/hub.ts';
import { createSubscriptions } from './dialects/subscriptions/subscriptions.ts';
import { createSupport } from './dialects/support/support.ts';
import { type Files, createFiles } from './files/files.ts';
import { createLocalBlobs } from './files/local-blobs.ts';
import { createS3Blobs } from './files/s3-blobs.ts';
import { createAuthenticator } from './http/authenticate.ts';
import { createCookieReader } from './http/cookies.ts';
import { createOrigins } from './http/origins.ts';
import { createPasswords } from './http/passwords.ts';
import { createSiteUsers } from './http/site-users.ts';
import { createTokens } from './http/tokens.ts';
import { type Upgrade, type Upgraded, dispatchUpgrades } from './http/upgrades.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { publicAddress } from './public-address.ts';
import { tokenIn } from './realtime/raw-session.ts';
import type { CreateRawDialect } from './realtime/dialect-parts.ts';
import { createRealtime } from './realtime/realtime.ts';
import { createSocketServer } from './realtime/socketio.ts';
import { createRawTransport, type RawDialect } from './realtime/ws.ts';
import { createSender } from './webhooks/sender.ts';

/** How long a socket may take to answer the goodbye; one whose other end has vanished never does. */
const GOODBYE_MS = 1_000;

interface ApplicationParts {
  config: Config;
  database: Database;
  log: Log;
  /** Others than the usual ones, of who watches or breaks what goes through them. */
  store?: Store;
  bus?: Bus;
  /** How long a provider of answers may take. */
  deadlines?: Deadlines;
  voiceDeadlines?: VoiceDeadlines;
  /** Further dialects of raw WebSockets, at these paths (docs/adding-a-dialect.md). */
  dialects?: readonly [path: string, create: CreateRawDialect][];
}

/** Everything between the database and the listening server: store → bus → core → dialects. */
export async function createApplication({
  config,
  database,
  log,
  store = createStore(database),
  deadlines = usualDeadlines,
  voiceDeadlines = usualVoiceDeadlines,
  dialects = [],
  ...others
}: ApplicationParts) {
  const failed = (error: unknown, where?: string) => {
    metrics.fault();
    log.error({ err: error, ...(where && { where }) }, 'fault');
  };
  const instances = config.REDIS_URL
    ? createInstances({
        url: config.REDIS_URL,
        name: await identifyDatabase(database.pool),
        connectionLimit: config.CONNECTION_LIMIT,
        log,
        failed,
      })
    : createSingleInstance({ connectionLimit: config.CONNECTION_LIMIT });
  const { bus = instances.bus } = others;
  const realtime = createRealtime({ store, bus, seats: instances.seats, failed });
  const metrics = createMetrics({ realtime: realtime.stats, redis: instances.together });
  const folder = join(config.DATA_DIR, 'files');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const blobs = config.s3 ? await createS3Blobs({ ...config.s3, failed }) : createLocalBlobs(folder);
  let server: Server | undefined;
  const providerFailed = (provider: string, { code, status }: ProviderError) =>
    log.warn({ provider, code, ...(status && { status }) }, 'provider failed');
  const opened = Promise.withResolvers<Files>();
  const core = createCore({
    store,
    bus,
    passwords: await createPasswords(),
    limits: {
      sends: instances.limit('sends', config.SEND_LIMIT),
      logins: instances.limit('logins', config.LOGIN_LIMIT),
      signups: instances.limit('signups', config.SIGNUP_LIMIT),
      visitors: instances.limit('visitors', config.WIDGET_LIMIT),
      assistant: config.ASSISTANT_LIMIT,
      speech: instances.limit('speech', config.SPEECH_LIMIT),
      dictation: instances.limit('dictation', config.SPEECH_LIMIT),
      drafts: instances.limit('drafts', config.ASSISTANT_LIMIT),
    },
    registration: config.REGISTRATION,
    siteUsers: createSiteUsers(config.WIDGET_SECRET),
    online: realtime.presences.online,
    business: { hours: config.BUSINESS_HOURS ?? null, timeZone: config.BUSINESS_TIME_ZONE },
    files: {
      quota: config.FILE_QUOTA,
      publicAddress: () => publicAddress(config, server),
      removed: (id) => void blobs.remove(id).catch((error: unknown) => failed(error, 'file removed')),
    },
    answererOf: (knowledge) =>
      createAnswerer({
        providers: providersOf(config, deadlines),
        knowledge,
        providerFailed,
      }),
    speaker: createSpeaker({
      speak: speakerOf(config, voiceDeadlines),
      keep: async (bytes, name) => (await opened.promise).keepAudio(bytes, name),
      patience: voiceDeadlines.patience,
      providerFailed,
    }),
    keepText: async (text, name) => (await opened.promise).keepMade(Buffer.from(text), name),
    transcribe: createListener(transcriberOf(config, voiceDeadlines), providerFailed),
    failed,
    wrote: metrics.batch,
  });

  const files = await createFiles({
    core: core.files,
    blobs,
    incoming: join(folder, 'incoming'),
    sizeLimit: config.FILE_SIZE_LIMIT,
    failed,
  });

  opened.resolve(files);

  const origins = createOrigins([
    ...config.ALLOWED_ORIGINS,
    ...(config.NEXTAUTH_URL ? [config.NEXTAUTH_URL] : []),
  ]);
  const tokens = createTokens(config.NEXTAUTH_SECRET);
  const secure = config.NEXTAUTH_URL?.startsWith('https:') ?? false;
  const readCookie = createCookieReader(config.NEXTAUTH_SECRET, secure);
  const authenticator = createAuthenticator({ identity: core.identity, tokens, readCookie, origins });

  const io = createSocketServer(origins.allows, config.ALLOWED_ORIGINS);
  const shared = { core, realtime, authenticate: authenticator.socket, failed };
  realtime.register(createHub({ ...shared, io, authenticate: authenticator.visitorSocket }));
  realtime.register(createConversations({ ...shared, io, trustUserId: config.TRUST_QUERY_USER_ID }));
  realtime.register(createSupport({ ...shared, io }));

  const raw = createRawTransport(origins.allows, failed);
  const atPaths = [['/chats/ws', createSubscriptions] as const, ...dialects].map(
    ([path, create]): [path: string, take: Upgrade] => {
      const { dialect, accept } = create(shared);
      realtime.register(dialect);
      return [path, raw.upgrade(accept)];
    },
  );
  const feed = createFeed(shared);
  realtime.register(feed.dialect);
  const assistant = createAssistant(shared);
  realtime.register(assistant.dialect);
  const beside = feed.acceptBeside(assistant);
  const atRoot: RawDialect = (socket, request) =>
    (tokenIn(request) === undefined ? beside : assistant.accept)(socket, request);

  await instances.start();
  const sender = createSender({
    outbox: store.webhooks,
    privateAddresses: config.WEBHOOK_PRIVATE_ADDRESSES === 'allow',
    failed: (error) => failed(error, 'webhooks'),
  });
  let upgraded: Upgraded | undefined;

  return {
    core,
    authenticator,
    tokens,
    files,
    metrics,
    failed,
    /** Takes the server's upgrades, and the requests that are Socket.IO's. */
    attach(http: Server, upgrades: Iterable<[path: string, take: Upgrade]> = []) {
      server = http;
      io.attach(http, { destroyUpgrade: false });
      http.removeAllListeners('upgrade');
      const takeSocket: Upgrade = (request, socket, head) => io.engine.handleUpgrade(request, socket, head);
      upgraded = dispatchUpgrades(
        http,
        new Map([
          ['/socket.io/', takeSocket],
          ...atPaths,
          ['/ws/feed', raw.upgrade(feed.accept)],
          ['/ws/assistant', raw.upgrade(assistant.accept)],
          ['/', raw.upgrade(atRoot)],
          ...upgrades,
        ]),
      );
    },
    /** Tells every socket to connect elsewhere, and waits for the sends that were taken. */
    async drain() {
      await Promise.all([
        core.runs.drain(),
        core.snoozes.drain(),
        core.automation.drain(),
        sender.drain(),
        realtime.drain(),
      ]);
      const late = setTimeout(() => upgraded?.letGo(), GOODBYE_MS);
      await io.close();
      await raw.close();
      clearTimeout(late);
      await core.idle();
      await instances.close();
    },
  };
}
