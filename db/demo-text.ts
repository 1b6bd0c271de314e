/** Who the demo's people are, besides Ada, Grace and the admin: twelve in all with Ada and Grace. */
export const demoPeople = [
  { username: 'alan', name: 'Alan Turing' },
  { username: 'katherine', name: 'Katherine Johnson' },
  { username: 'margaret', name: 'Margaret Hamilton' },
  { username: 'edsger', name: 'Edsger Dijkstra' },
  { username: 'barbara', name: 'Barbara Liskov' },
  { username: 'donald', name: 'Donald Knuth' },
  { username: 'radia', name: 'Radia Perlman' },
  { username: 'ken', name: 'Ken Thompson' },
  { username: 'frances', name: 'Frances Allen' },
  { username: 'tony', name: 'Tony Hoare' },
] as const;

/** A day at work, line by line; the demo's conversations are cut from it at different places. */
export const demoLines = [
  'Morning. Did the nightly run go through?',
  'It did, all green. One slow test, I will look at it after coffee.',
  'Good. Then I can merge the parser branch today.',
  'Before you do: could you read the second half of my notes on the scheduler? I am not sure about the part on fairness.',
  'Sure, send me the link.',
  'https://example.com/notes/scheduler',
  'Thanks, reading it now.',
  'The figure on page three is lovely, by the way.',
  'I drew it twice. The first one had an arrow pointing at nothing.',
  'Ha. That happens to the best of us.',
  'Short version of my comments: the argument holds, but it needs the queue to be bounded. Say so at the start.',
  'You are right, I took that for granted.',
  'Lunch at half past twelve?',
  'Can we make it one? I have a call until then.',
  'One is fine.',
  'The customer asked again when exports will be ready.',
  'Tell them Thursday. I have it working for everything but the largest accounts.',
  'What is the problem with those?',
  'Memory. It reads the whole table at once; I am changing it to read in pages.',
  'That would also fix the timeouts they saw last month, I think.',
  'It should. I will add a test with a million rows to be sure.',
  'Nice.',
  'By the way, the new office plants have arrived.',
  'Somebody should water them. Not me, I have a reputation with plants.',
  'I will put it in the calendar.',
  'Could you have a look at the release notes? I would like a second pair of eyes before they go out.',
  'Done. Two commas, and “faster” needs a number.',
  'Median went from 41 ms to 9 ms on the list page.',
  'Then write that.',
  'Written.',
  'I am off for today. See you tomorrow.',
  'See you!',
] as const;

/** What the demo's group talks about. */
export const demoGroup = { title: 'Compiler reading group' } as const;
