import { expect, it } from 'vitest';
import { fillCanned, findCanned } from './fill-canned.ts';

const values = {
  'client.name': 'Grace Hopper',
  'client.first_name': 'Grace',
  'admin.name': 'Ada',
  'chat.subject': null,
};

it.each([
  ['Hello {{client.first_name}}, I am {{ admin.name }}.', 'Hello Grace, I am Ada.'],
  ['{{client.name}} and {{client.name}}', 'Grace Hopper and Grace Hopper'],
  ['About {{chat.subject}}', 'About {{chat.subject}}'],
  [
    '{{constructor}} {{client.email}} {{}} {client.name}',
    '{{constructor}} {{client.email}} {{}} {client.name}',
  ],
])('fills %j', (content, filled) => {
  expect(fillCanned(content, values)).toBe(filled);
});

it('does not fill what a value brings', () => {
  expect(fillCanned('{{client.name}}', { ...values, 'client.name': '{{admin.name}} $& $1' })).toBe(
    '{{admin.name}} $& $1',
  );
});

it('finds by name first, then by what is said', () => {
  const responses = [
    { name: 'bye', content: 'Thanks for the refund request' },
    { name: 'refund', content: 'It takes a week.' },
    { name: 'wait', content: 'One moment' },
  ];
  const found = (query: string) => findCanned(responses, query).map(({ name }) => name);
  expect(found('Ref')).toEqual(['refund', 'bye']);
  expect(found('')).toEqual(['bye', 'refund', 'wait']);
  expect(found('nothing')).toEqual([]);
});
