import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHandler } from './handler.ts';

type Next = Parameters<typeof createHandler>[0]['next'];

/** A server whose pages are `next`. @returns its address, and what was heard of its answers and faults */
async function serve(next: Next, trustProxy = false, allowed = '') {
  const answers: { method: string; path: string; status: number }[] = [];
  const faults: unknown[] = [];
  const server = createServer(
    createHandler({
      next,
      trustProxy,
      mayFrame: async (site) => site === allowed,
      answered: ({ method, path, status }) => void answers.push({ method, path, status }),
      failed: (error) => void faults.push(error),
    }),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, answers, faults };
}

const caller: Next = async (request: IncomingMessage, response) => {
  response.end(String(request.headers['x-client-address']));
};

describe('requests', () => {
  it('carry the address of their caller, which nobody can set', async () => {
    const { address } = await serve(caller);
    const headers = { 'x-client-address': '6.6.6.6', 'x-forwarded-for': '6.6.6.6' };
    expect(await (await fetch(address, { headers })).text()).toBe('127.0.0.1');
  });

  it('carry what a trusted proxy saw, not what was told to the proxy', async () => {
    const { address } = await serve(caller, true);
    const headers = { 'x-forwarded-for': '6.6.6.6, 7.7.7.7' };
    expect(await (await fetch(address, { headers })).text()).toBe('7.7.7.7');
    expect(await (await fetch(address)).text()).toBe('127.0.0.1');
  });

  it('are heard of without their query and what may be a token', async () => {
    const { address, answers } = await serve(caller);
    await fetch(`${address}/api/users?token=secret`, { method: 'POST' });
    await fetch(`${address}/api/${'t'.repeat(65)}/x`);
    await expect
      .poll(() => answers)
      .toEqual([
        { method: 'POST', path: '/api/users', status: 200 },
        { method: 'GET', path: '/api/…/x', status: 200 },
      ]);
  });

  it('are refused when they are too large for the API, before anybody reads them', async () => {
    const { address } = await serve(caller);
    const body = 'x'.repeat(64 * 1024 + 1);
    const refused = await fetch(`${address}/api/users`, { method: 'POST', body });
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({ error: { code: 'too_large' } });
    expect((await fetch(`${address}/upload`, { method: 'POST', body })).status).toBe(200);
  });

  it('may be large where files are uploaded, and nowhere else', async () => {
    const { address } = await serve(caller);
    const body = 'x'.repeat(64 * 1024 + 1);
    expect((await fetch(`${address}/api/files`, { method: 'POST', body })).status).toBe(200);
    expect((await fetch(`${address}/api/files`, { method: 'PUT', body })).status).toBe(413);
    expect((await fetch(`${address}/api/files/1`, { method: 'POST', body })).status).toBe(413);
  });

  it('are told the length of a file, in the header that Next leaves out', async () => {
    const { address } = await serve(async (_request, response) => {
      response.setHeader('x-file-length', '5');
      response.end('bytes');
    });
    const { headers } = await fetch(`${address}/api/files/1`, { method: 'HEAD' });
    expect([headers.get('content-length'), headers.get('x-file-length')]).toEqual(['5', null]);
  });

  it('are told in words when a route does not have their method', async () => {
    const { address } = await serve(async (_request, response) => {
      response.statusCode = 405;
      response.end();
    });
    const refused = await fetch(`${address}/api/users`, { method: 'PUT' });
    expect(refused.status).toBe(405);
    expect(await refused.json()).toEqual({
      error: { code: 'method_not_allowed', message: 'This method is not allowed here' },
    });
    expect(await (await fetch(`${address}/page`, { method: 'PUT' })).text()).toBe('');
  });

  it('may be framed where they are the widget’s, by the site that they name and that may, and by no other', async () => {
    const policy = "default-src 'self'; frame-ancestors 'none'";
    const { address } = await serve(
      async (_request, response) => {
        response.setHeader('content-security-policy', policy);
        response.setHeader('x-frame-options', 'DENY');
        response.end();
      },
      false,
      'https://shop.example',
    );
    const ask = async (path: string) => {
      const { headers } = await fetch(address + path);
      return [headers.get('content-security-policy'), headers.get('x-frame-options')];
    };
    expect(await ask('/widget/light?site=https%3A%2F%2Fshop.example')).toEqual([
      "default-src 'self'; frame-ancestors https://shop.example",
      null,
    ]);
    for (const path of [
      '/widget/light',
      '/widget/light?site=https%3A%2F%2Fevil.example',
      '/widget/light?site=https%3A%2F%2Fshop.example%3B',
      '/widget?site=https%3A%2F%2Fshop.example',
      '/chats?site=https%3A%2F%2Fshop.example',
      '/chats/../widget/light?site=https%3A%2F%2Fevil.example',
      '//widget/light?site=https%3A%2F%2Fshop.example',
    ])
      expect(await ask(path)).toEqual([policy, 'DENY']);
  });

  it('get an answer when the pages break, and nothing of the cause', async () => {
    const { address, faults } = await serve(() => Promise.reject(new Error('a secret cause')));
    const answer = await fetch(address);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(faults).toEqual([new Error('a secret cause')]);
  });

  it('are cut off when the pages break half way', async () => {
    const { address } = await serve(async (_request, response) => {
      response.write('half a page');
      throw new Error('broken');
    });
    const answer = await fetch(address);
    await expect(answer.text()).rejects.toThrow('terminated');
    expect((await fetch(address)).status).toBe(200);
  });
});
