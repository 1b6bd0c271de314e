import { describe, expect, it } from 'vitest';
import { deskIn, deskPath, filterIn, isDesk, isSupport, queue, supportIn, supportPath } from './paths.ts';

describe('addresses', () => {
  it.each([
    ['/support', null, true],
    ['/support/7', 7, true],
    ['/support/07', null, false],
    ['/desk/7', null, false],
    ['/supporters', null, false],
  ])('of one’s own chats: %s', (path, id, inside) => {
    expect(supportIn(path)).toBe(id);
    expect(isSupport(path)).toBe(inside);
  });

  it.each([
    ['/desk', null, true],
    ['/desk/7', 7, true],
    ['/desk/x', null, false],
    ['/support/7', null, false],
  ])('of the desk: %s', (path, id, inside) => {
    expect(deskIn(path)).toBe(id);
    expect(isDesk(path)).toBe(inside);
  });

  it('keep what is looked at', () => {
    expect(supportPath(7)).toBe('/support/7');
    expect(deskPath(queue)).toBe('/desk');
    expect(deskPath({ ...queue, view: 'mine' }, 7)).toBe('/desk/7?view=mine');
    const filter = { view: 'all', label: 'a & b?', adminId: 3 } as const;
    const { search } = new URL(deskPath(filter, 7), 'http://localhost');
    expect(filterIn(new URLSearchParams(search))).toEqual(filter);
    expect(filterIn(new URLSearchParams('view=nonsense&label=&admin=-1'))).toEqual(queue);
    expect(filterIn(new URLSearchParams())).toEqual(queue);
  });
});
