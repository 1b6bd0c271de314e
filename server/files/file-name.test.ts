import { create, parse } from 'content-disposition';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileName } from './file-name.ts';

describe('the name of a file', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['Größe.txt', 'Größe.txt'],
    ['Gro\u0308ße.txt', 'Größe.txt'],
    ['фото 1.jpg', 'фото 1.jpg'],
    ['👍🏽.png', '👍🏽.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\notes.txt', 'notes.txt'],
    ['<img src=x onerror=alert(1)>.png', '<img src=x onerror=alert(1)>.png'],
    ['say %22hi%22%0D%0A.txt', 'say "hi" .txt'],
    ['two\r\nlines\u2028.txt', 'twolines.txt'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['nul\0.txt', 'nul.txt'],
    ['lone \ud800 half.txt', 'lone half.txt'],
    ['  wide \u3000 space  ', 'wide space'],
    ['', 'file'],
    ['..', 'file'],
    ['/', 'file'],
    ['\u200b', 'file'],
    ['.env', '.env'],
  ])('%j becomes %j', (given, kept) => {
    expect(fileName(given)).toBe(kept);
  });

  it('keeps its ending where it is cut', () => {
    expect(fileName(`${'n'.repeat(300)}.tar`)).toBe(`${'n'.repeat(116)}.tar`);
    expect(Array.from(fileName(`${'👍'.repeat(300)}.png`))).toHaveLength(120);
    expect(Array.from(fileName(`x.${'y'.repeat(300)}`))).toHaveLength(120);
  });

  it('is one line that a header carries unchanged, whatever was given', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());
    fc.assert(
      fc.property(anything, (given) => {
        const name = fileName(given);
        expect(name).not.toBe('');
        expect(name).not.toMatch(/[\p{Cc}\p{Cs}/\\]/u);
        expect(Array.from(name).length).toBeLessThanOrEqual(120);
        expect(fileName(name)).toBe(name);
        const header = create(name);
        expect(header).toMatch(/^[\x20-\x7e\xa0-\xff]*$/);
        expect(parse(header).parameters.filename).toBe(name);
      }),
    );
  });
});
