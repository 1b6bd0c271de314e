/** A line that the linter must refuse in a file, and one that it must let pass there. */
export type Planted = { file: string; refuse: string; allow?: string };

/** At least one violation for each room of the table; further ones pin what is easily lost. */
export const planted: Record<string, readonly Planted[]> = {
  'server/protocol': [
    { file: 'server/protocol/x.ts', refuse: `import '#server/core/x.ts'`, allow: `import 'zod'` },
    { file: 'server/protocol/node.ts', refuse: `import 'node:fs'`, allow: `import './x.ts'` },
  ],
  'server/core': [
    { file: 'server/core/x.ts', refuse: `import '#db/x.ts'`, allow: `import '#server/protocol/x.ts'` },
    { file: 'server/core/package.ts', refuse: `import 'zod'`, allow: `import '#server/core/y.ts'` },
    { file: 'server/core/x.test.ts', refuse: `import '#db/x.ts'`, allow: `import '#db/test-database.ts'` },
    {
      file: 'server/core/y.test.ts',
      refuse: `import '#server/application.ts'`,
      allow: `import '#server/testing/x.ts'`,
    },
  ],
  'server/realtime': [
    {
      file: 'server/realtime/x.ts',
      refuse: `import '#server/dialects/hub/x.ts'`,
      allow: `import 'socket.io'`,
    },
  ],
  'server/bus': [
    { file: 'server/bus/x.ts', refuse: `import '#server/realtime/x.ts'`, allow: `import 'redis'` },
  ],
  'server/assistant': [
    { file: 'server/assistant/x.ts', refuse: `import '#db/x.ts'`, allow: `import 'openai'` },
  ],
  'server/webhooks': [
    { file: 'server/webhooks/x.ts', refuse: `import '#db/x.ts'`, allow: `import 'node:http'` },
  ],
  'server/files': [
    { file: 'server/files/x.ts', refuse: `import '#server/http/x.ts'`, allow: `import 'sharp'` },
  ],
  'server/dialects/*': [
    {
      file: 'server/dialects/hub/x.ts',
      refuse: `import '#server/dialects/feed/x.ts'`,
      allow: `import '#server/dialects/hub/y.ts'`,
    },
    {
      file: 'server/dialects/hub/db.ts',
      refuse: `import '#db/x.ts'`,
      allow: `import '#server/realtime/x.ts'`,
    },
  ],
  'server/dialects/conformance.ts': [
    {
      file: 'server/dialects/conformance.ts',
      refuse: `import './hub/x.ts'`,
      allow: `import '#server/core/x.ts'`,
    },
  ],
  'server/http': [
    { file: 'server/http/x.ts', refuse: `import '#db/x.ts'`, allow: `import '#server/config.ts'` },
    { file: 'server/http/root.ts', refuse: `import '#server/index.ts'`, allow: `import 'next'` },
  ],
  'server/config.ts': [
    {
      file: 'server/config.ts',
      refuse: `import '#server/core/x.ts'`,
      allow: `import '#server/protocol/x.ts'`,
    },
  ],
  'server/registry.ts': [
    {
      file: 'server/registry.ts',
      refuse: `import '#server/core/x.ts'`,
      allow: `import type { X } from '#server/core/x.ts'`,
    },
  ],
  'server/index.ts': [
    {
      file: 'server/index.ts',
      refuse: `import '#app/page.tsx'`,
      allow: `import '#server/dialects/hub/x.ts'`,
    },
  ],
  'server/application.ts': [
    { file: 'server/application.ts', refuse: `import './index.ts'`, allow: `import '#server/bus/x.ts'` },
  ],
  'server/*.ts': [
    { file: 'server/x.ts', refuse: `import './index.ts'`, allow: `import './y.ts'` },
    { file: 'server/attic/x.ts', refuse: `import 'zod'` },
  ],
  'server/testing/contract': [
    {
      file: 'server/testing/contract/x.ts',
      refuse: `import '#server/core/x.ts'`,
      allow: `import '#server/protocol/x.ts'`,
    },
  ],
  'server/testing': [
    {
      file: 'server/testing/x.ts',
      refuse: `import '#server/index.ts'`,
      allow: `import '#server/application.ts'`,
    },
  ],
  'server/torture': [
    { file: 'server/torture/x.ts', refuse: `import '#server/index.ts'`, allow: `import '#db/embedded.ts'` },
  ],
  'server/proofs': [
    {
      file: 'server/proofs/x.ts',
      refuse: `import '#e2e/x.ts'`,
      allow: `import '#app/api/chats/route.ts'`,
    },
  ],
  'db/test-database.ts': [
    { file: 'db/test-database.ts', refuse: `import '#server/core/x.ts'`, allow: `import 'vitest'` },
  ],
  db: [
    {
      file: 'db/x.ts',
      refuse: `import '#server/core/x.ts'`,
      allow: `import type { X } from '#server/core/x.ts'`,
    },
    {
      file: 'db/types.ts',
      refuse: `export type X = import('#server/http/x.ts').X`,
      allow: `export type X = import('#server/core/x.ts').X`,
    },
  ],
  'components/ui': [
    { file: 'components/ui/x.tsx', refuse: `import '#server/protocol/x.ts'`, allow: `import 'radix-ui'` },
  ],
  'components/realtime': [
    {
      file: 'components/realtime/x.ts',
      refuse: `import '#server/core/x.ts'`,
      allow: `import 'socket.io-client'`,
    },
  ],
  'components/markdown': [
    {
      file: 'components/markdown/x.tsx',
      refuse: `import '#components/realtime/x.ts'`,
      allow: `import 'streamdown'`,
    },
  ],
  'components/rest': [
    { file: 'components/rest/x.ts', refuse: `import '#components/ui/x.tsx'`, allow: `import 'zod'` },
  ],
  'components/*': [
    {
      file: 'components/shell/x.tsx',
      refuse: `import '#components/conversation/x.tsx'`,
      allow: `import '#components/realtime/x.ts'`,
    },
    {
      file: 'components/shell/app.tsx',
      refuse: `import '#app/page.tsx'`,
      allow: `import '#components/ui/x.tsx'`,
    },
    {
      file: 'components/shell/db.tsx',
      refuse: `export * from '#db/x.ts'`,
      allow: `import '#server/protocol/x.ts'`,
    },
  ],
  app: [
    { file: 'app/page.tsx', refuse: `import '#server/core/x.ts'`, allow: `import '#server/registry.ts'` },
    {
      file: 'app/lazy.tsx',
      refuse: `await import('#db/x.ts')`,
      allow: `await import('#components/shell/x.tsx')`,
    },
    { file: 'app/a/up.tsx', refuse: `import '../page.tsx'`, allow: `import '#app/page.tsx'` },
    { file: 'app/a/around.tsx', refuse: `import './../page.tsx'`, allow: `import './up.tsx'` },
  ],
  'e2e/fake-model': [
    { file: 'e2e/fake-model/x.ts', refuse: `import '#server/protocol/x.ts'`, allow: `import 'node:http'` },
  ],
  e2e: [{ file: 'e2e/x.ts', refuse: `import '#server/core/x.ts'`, allow: `import '#db/x.ts'` }],
  bench: [{ file: 'bench/x.ts', refuse: `import '#server/realtime/x.ts'`, allow: `import '#db/x.ts'` }],
  scripts: [{ file: 'scripts/x.ts', refuse: `import '#server/core/x.ts'`, allow: `import '#db/x.ts'` }],
  'no room': [{ file: 'attic/x.ts', refuse: `import 'zod'` }],
};
