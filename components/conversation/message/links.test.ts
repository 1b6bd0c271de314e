import { expect, test } from 'vitest';
import { splitLinks } from './links.ts';

const addresses = (text: string) => splitLinks(text).flatMap(({ href }) => href ?? []);

test.each([
  ['see https://a.example/b', ['https://a.example/b']],
  ['(see https://a.example/b).', ['https://a.example/b']],
  ['https://en.example/wiki/Ada_(name), she said', ['https://en.example/wiki/Ada_(name)']],
  ['“http://a.example/?q=1&r=%20#x”', ['http://a.example/?q=1&r=%20#x']],
  ['HTTPS://A.EXAMPLE and http://localhost:3000/x!', ['HTTPS://A.EXAMPLE', 'http://localhost:3000/x']],
  ['two:\nhttps://a.example\nhttps://b.example', ['https://a.example', 'https://b.example']],
  ['https://münchen.example/straße', ['https://münchen.example/straße']],
])('finds the addresses in %j', (text, found) => {
  expect(addresses(text)).toEqual(found);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,<b>',
  'ftp://a.example',
  'www.a.example',
  'nothttps://a.example',
  'https://',
  'http://:80',
])('leaves %j alone', (text) => {
  expect(addresses(text)).toEqual([]);
});

test('loses nothing of the text', () => {
  const text = '  a https://a.example/b. https://[ c\n\n"https://d.example" ';
  expect(
    splitLinks(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text);
});

test('takes a long text of brackets in its stride', () => {
  const text = `https://a.example/${')'.repeat(15_000)}`;
  expect(addresses(text)).toEqual(['https://a.example/']);
});
