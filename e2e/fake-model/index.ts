import { startFakeModel } from './server.ts';

const { url } = await startFakeModel({ port: Number(process.argv[2] ?? 4010) });
process.stdout.write(`A fake model is at ${url}. Start the server with:
  OPENAI_API_KEY=fake OPENAI_MODEL=fake-model OPENAI_BASE_URL=${url} npm run dev
It repeats what it is asked; what else it can do is in e2e/fake-model/scripts.ts (try "!words 200").
`);
