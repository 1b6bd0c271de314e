/** One room of the house: a folder or a file, and all that it may import besides itself. */
export type Room = {
  /**
   * From the project's root. A final `*` makes each folder below a room of its own; a final `*.ts` stands for the
   * files directly in a folder. The first match counts.
   */
  readonly path: string;
  /** Rooms, or single files of them. */
  readonly rooms: readonly string[];
  /** Rooms of which it may import types, and nothing that runs. */
  readonly types?: readonly string[];
  /** Packages; `node` stands for all built-in modules. */
  readonly packages: readonly string[] | 'any';
};

const browser = ['react', 'next', 'clsx', 'lucide-react', 'radix-ui'];

/** Who may import what. Everything else is an error of the linter. */
/** What the composition root puts together. */
const composition = [
  'db',
  'server/*.ts',
  'server/application.ts',
  'server/assistant',
  'server/bus',
  'server/config.ts',
  'server/core',
  'server/dialects/*',
  'server/files',
  'server/http',
  'server/protocol',
  'server/realtime',
  'server/registry.ts',
  'server/webhooks',
];

export const house: readonly Room[] = [
  { path: 'server/protocol', rooms: [], packages: ['zod'] },
  { path: 'server/core', rooms: ['server/protocol'], packages: [] },
  {
    path: 'server/realtime',
    rooms: ['server/protocol', 'server/core'],
    packages: ['node', 'ws', 'socket.io', 'pino', 'prom-client', 'zod'],
  },
  {
    path: 'server/bus',
    rooms: ['server/protocol', 'server/core'],
    packages: ['node', 'redis', 'pino', 'zod'],
  },
  {
    path: 'server/assistant',
    rooms: ['server/protocol', 'server/core'],
    packages: ['node', 'openai', 'pino', 'zod'],
  },
  { path: 'server/webhooks', rooms: ['server/protocol', 'server/core'], packages: ['node'] },
  {
    path: 'server/files',
    rooms: ['server/protocol', 'server/core'],
    packages: ['node', '@aws-sdk/client-s3', '@fastify/busboy', 'content-disposition', 'file-type', 'sharp'],
  },
  {
    path: 'server/dialects/*',
    rooms: ['server/protocol', 'server/core', 'server/realtime', 'server/dialects/conformance.ts'],
    packages: ['socket.io', 'zod'],
  },
  {
    path: 'server/dialects/conformance.ts',
    rooms: ['server/protocol', 'server/core', 'server/realtime'],
    packages: ['node', 'vitest', 'zod'],
  },
  {
    path: 'server/http',
    rooms: ['server/protocol', 'server/core', 'server/config.ts'],
    packages: ['node', '@node-rs/argon2', 'jose', 'next', 'next-auth', 'pino', 'prom-client', 'zod'],
  },
  { path: 'server/config.ts', rooms: ['server/protocol'], types: ['server/core'], packages: ['node', 'zod'] },
  {
    path: 'server/registry.ts',
    rooms: [],
    types: ['server/protocol', 'server/core', 'server/files', 'server/http', 'server/config.ts'],
    packages: [],
  },
  {
    // The composition root. It stands in no other room's list: nobody imports it.
    path: 'server/index.ts',
    rooms: composition,
    packages: 'any',
  },
  {
    // Everything between the database and the listening server; benchmarks and tests start it without the pages.
    path: 'server/application.ts',
    rooms: composition,
    packages: 'any',
  },
  {
    // What the composition root is made of: log, metrics, the way up and the way down.
    path: 'server/*.ts',
    rooms: ['db', 'server/config.ts', 'server/core', 'server/protocol'],
    types: ['server/http', 'server/registry.ts'],
    packages: ['node', 'next', 'pino', 'prom-client'],
  },
  // Holds what clients of tests see to the documents that the server publishes.
  { path: 'server/testing/contract', rooms: ['server/protocol'], packages: 'any' },
  {
    // Starts the application on a test's own database, and clients of it.
    path: 'server/testing',
    rooms: [
      ...composition,
      'db/test-database.ts',
      'scripts/test-redis.ts',
      'scripts/python.ts',
      'server/testing/contract',
      'e2e/fake-model',
    ],
    types: ['server/dialects/conformance.ts'],
    packages: 'any',
  },
  {
    // Kills servers under load and judges what is left.
    path: 'server/torture',
    rooms: [...composition, 'server/testing'],
    packages: 'any',
  },
  {
    // Proves that all dialects are one product.
    path: 'server/proofs',
    rooms: [...composition, 'server/testing', 'app'],
    types: ['server/dialects/conformance.ts'],
    packages: 'any',
  },
  // It hands tests the database that vitest's global setup has started.
  { path: 'db/test-database.ts', rooms: ['db'], packages: ['vitest'] },
  {
    path: 'db',
    rooms: ['server/protocol'],
    types: ['server/core'],
    packages: ['node', '@node-rs/argon2', 'drizzle-orm', 'pg', 'zod'],
  },
  { path: 'components/ui', rooms: [], packages: [...browser, 'next-themes'] },
  {
    path: 'components/realtime',
    rooms: ['server/protocol'],
    packages: ['react', 'socket.io-client', 'idb', 'zod'],
  },
  {
    // How the browser asks REST, and what it says of refusals.
    path: 'components/rest',
    rooms: ['server/protocol'],
    packages: ['zod'],
  },
  {
    // The renderer of Markdown, which answers and articles share.
    path: 'components/markdown',
    rooms: ['server/protocol', 'components/ui'],
    packages: [...browser, 'streamdown', '@streamdown/math', 'rehype-highlight', 'katex', 'mdast'],
  },
  {
    path: 'components/*',
    rooms: [
      'server/protocol',
      'components/ui',
      'components/realtime',
      'components/shell',
      'components/markdown',
      'components/rest',
      // Rows, times and lists, which look the same in each place.
      'components/list',
      // People are chosen in the same way wherever they are.
      'components/chats/people-picker.tsx',
      // And a text is written in the same field.
      'components/conversation/composer/message-field.tsx',
      'components/conversation/composer/completion.ts',
    ],
    packages: [...browser, '@tanstack/react-query', 'next-auth', 'next-themes', 'virtua', 'zod'],
  },
  {
    path: 'app',
    rooms: [
      'server/protocol',
      'server/registry.ts',
      'components/ui',
      'components/realtime',
      // Where an article is read.
      'components/markdown/article-path.ts',
      'components/*',
    ],
    packages: [
      ...browser,
      'node',
      '@tanstack/react-query',
      'content-disposition',
      'geist',
      'next-auth',
      'next-themes',
      'zod',
    ],
  },
  // A program of its own, which tests of every kind start.
  { path: 'e2e/fake-model', rooms: [], packages: ['node'] },
  {
    path: 'e2e',
    rooms: [
      'server/protocol',
      'db',
      'server/testing/contract',
      'server/testing/webhooks.ts',
      'scripts/python.ts',
      'e2e/fake-model',
    ],
    packages: 'any',
  },
  {
    path: 'bench',
    rooms: [
      'e2e/fake-model',
      'server/protocol',
      'server/http',
      'db',
      'server/application.ts',
      'server/config.ts',
      'server/*.ts',
      'scripts/test-redis.ts',
    ],
    packages: 'any',
  },
  { path: 'scripts', rooms: ['db', 'server/config.ts'], packages: 'any' },
];

/** What a test (`*.test.ts`, `*.test.tsx`) may import besides what its room may: a real database, a running application, any package. */
export const inTests = { rooms: ['db/test-database.ts', 'server/testing'], packages: 'any' } as const;
