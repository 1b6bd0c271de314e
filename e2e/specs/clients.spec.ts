import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '#e2e/fixtures/test.ts';
import { ensurePython } from '#scripts/python.ts';

/** The example clients of the documentation, as they stand. */
const folder = join(import.meta.dirname, '../../docs/clients');

const running: ChildProcess[] = [];
test.afterEach(() => {
  for (const child of running.splice(0)) child.kill();
});

/** Starts a client; answers what it has printed so far. */
function start(program: string, file: string, ...args: string[]): () => string {
  const child = spawn(program, [join(folder, file), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)));
  return () => printed;
}

test('the client for Node hears everything, and says something by REST', async ({
  data,
  ada,
  grace,
  hub,
  server,
}) => {
  const id = await data.direct(ada, grace);
  await grace.open(id);
  const printed = start(
    process.execPath,
    'node.mjs',
    server.url,
    ada.email,
    ada.password,
    String(id),
    'From Node',
  );
  await expect(grace.conversation.message('From Node')).toBeVisible();
  await (await hub(grace)).send('message.send', { conversationId: id, content: 'Heard', clientId: 'one' });
  await expect.poll(printed).toBe(`${id} user: From Node\n${id} user: Heard\n`);
});

test('the client for Python subscribes, says something and hears', async ({
  data,
  ada,
  grace,
  api,
  hub,
  server,
}) => {
  const id = await data.direct(ada, grace);
  await grace.open(id);
  const { uuid } = (await (await (await api(ada)).get(`/api/chats/${id}`)).json()) as { uuid: string };
  const python = await ensurePython();
  const printed = start(python, 'subscriptions.py', server.url, ada.email, ada.password, uuid, 'From Python');
  await expect(grace.conversation.message('From Python')).toBeVisible();
  await (await hub(grace)).send('message.send', { conversationId: id, content: 'Heard', clientId: 'one' });
  await expect.poll(printed).toBe(`${ada.username}: From Python\n${grace.username}: Heard\n`);
});

test('the client for browsers talks on a page where somebody is signed in', async ({ data, ada, grace }) => {
  const id = await data.direct(ada, grace);
  await grace.open(id);
  await ada.settings.open();
  await ada.page.addScriptTag({ url: '/socket.io/socket.io.js' });
  await ada.page.addScriptTag({ content: await readFile(join(folder, 'browser.js'), 'utf8') });
  const heard: unknown[] = [];
  await ada.page.exposeFunction('show', (message: unknown) => void heard.push(message));
  const about = JSON.stringify({ userId: ada.id, conversationId: id });
  await ada.page.evaluate(`globalThis.chat = talk({ ...${about}, show }); chat.say('From a browser')`);
  await expect(grace.conversation.message('From a browser')).toBeVisible();
  await grace.conversation.send('Heard');
  await expect
    .poll(() => heard)
    .toEqual([
      { from: ada.id, content: 'From a browser' },
      { from: grace.id, content: 'Heard' },
    ]);
  await ada.page.evaluate('chat.leave()');
});
