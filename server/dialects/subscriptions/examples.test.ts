import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { sharedApplication } from '#server/testing/application.ts';
import { directPair, heardVersion, send, uuidOf } from '#server/testing/conversations.ts';
import { codeBlocks } from '#server/testing/documents.ts';
import { python } from '#server/testing/python.ts';
import { until } from '#server/testing/until.ts';

const application = sharedApplication();
const run = promisify(execFile);

/** The document's code for a real host and chat. */
const madeReal = (code: string, chatId: string) =>
  code.replace('localhost:8000', new URL(application.address).host).replaceAll('chat-uuid-1', chatId);

describe('Example Usage', () => {
  it('JavaScript Client: runs as it stands in a browser console', async () => {
    const { ada, users, conversationId } = await directPair(application);
    const chat_id = await uuidOf(application, conversationId);
    const code = madeReal(codeBlocks('subscriptions', 'javascript')[0] ?? '', chat_id);
    const received: unknown[] = [];
    const page = createContext({
      WebSocket,
      token: users.grace.token,
      console: { log: (_text: string, data: unknown) => received.push(JSON.parse(JSON.stringify(data))) },
    });
    // Its last statement comes before the socket is open: a browser reports that and goes on with the handlers.
    expect(() => runInContext(code, page)).toThrow(expect.objectContaining({ name: 'InvalidStateError' }));
    const heard = (count: number) =>
      until(() => Promise.resolve(received.length >= count), `${count} frames of the example`);
    await heard(1);
    expect(received).toEqual([{ action: 'subscribe_response', results: [{ chat_id, status: 'success' }] }]);

    await send(ada, conversationId, 'Welcome');
    await heard(2);
    expect(received[1]).toEqual({ from: users.ada.account.username, message: 'Welcome', chat_id });

    runInContext(code.slice(code.indexOf('// Send a message')), page);
    await heard(4);
    expect(received.slice(2)).toHaveLength(2);
    expect(received.slice(2)).toEqual(
      expect.arrayContaining([
        { action: 'message_response', status: 'success' },
        { from: users.grace.account.username, message: 'Hello!', chat_id },
      ]),
    );
    runInContext('ws.close()', page);
  });

  it('Python Client: subscribes, sends and hears', async () => {
    const { ada, users, conversationId } = await directPair(application);
    const chat_id = await uuidOf(application, conversationId);
    const code = madeReal(codeBlocks('subscriptions', 'python')[0] ?? '', chat_id).replace(
      'your_token',
      users.grace.token,
    );
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-python-'));
    try {
      const file = join(folder, 'client.py');
      await writeFile(file, code);
      const client = run(python(), ['-u', file]);
      let printed = '';
      client.child.stdout?.on('data', (text: string) => (printed += text));
      const said = (text: string) =>
        until(() => Promise.resolve(printed.includes(text)), `${text} in what the example prints`);
      await said("'subscribe_response'");
      await said("'message_response'");
      await said(`'message': 'Hello from Python!', 'chat_id': '${chat_id}'`);
      const delta = await heardVersion(ada, conversationId, 2);
      expect(delta.messages).toMatchObject([{ content: 'Hello from Python!', senderId: users.grace.id }]);
      await send(ada, conversationId, 'Welcome');
      await said(`'from': '${users.ada.account.username}', 'message': 'Welcome'`);
      client.child.kill();
      await client.catch(() => undefined);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
