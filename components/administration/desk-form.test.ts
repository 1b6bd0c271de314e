import { describe, expect, it } from 'vitest';
import { usualSettings } from '#server/protocol/support-settings.ts';
import { formOf, readForm } from './desk-form.ts';

const form = formOf(usualSettings);

describe('the settings of the desk, typed', () => {
  it('are what they were when nothing is changed', () => {
    expect(readForm(form)).toEqual({ settings: usualSettings, problems: {} });
    const settings = {
      widgetOrigins: ['https://a.example', 'https://b.example:8443'],
      awayReply: 'Until {{opens}}',
      autoClose: { silenceHours: 12, graceHours: 3, warning: 'Hello?' },
      assignment: 'round_robin',
    } as const;
    expect(readForm(formOf({ ...settings, widgetOrigins: [...settings.widgetOrigins] }))).toEqual({
      settings,
      problems: {},
    });
  });

  it('tell what is wrong, each at its field', () => {
    const { settings, problems } = readForm({
      ...form,
      closing: 'silence',
      silenceHours: 'two',
      graceHours: '0',
      warning: ' ',
      widgetOrigins: 'https://a.example/shop',
    });
    expect(settings).toBeUndefined();
    expect(Object.keys(problems).toSorted()).toEqual([
      'graceHours',
      'silenceHours',
      'warning',
      'widgetOrigins',
    ]);
  });

  it('do not care for hours that do not count', () => {
    expect(readForm({ ...form, silenceHours: '' }).settings).toEqual(usualSettings);
  });
});
