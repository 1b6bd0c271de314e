import { limits } from '#server/protocol/limits.ts';
import { type SupportSettings, supportSettings } from '#server/protocol/support-settings.ts';

/** The settings of the desk as they are typed. */
export interface DeskForm {
  assignment: SupportSettings['assignment'];
  awayReply: string;
  closing: 'never' | 'silence';
  silenceHours: string;
  graceHours: string;
  warning: string;
  /** One a line. */
  widgetOrigins: string;
}

/** What closing by itself begins with, until somebody says otherwise. */
const usualClosing = {
  silenceHours: 48,
  graceHours: 24,
  warning:
    'We have not heard from you for a while. If there is nothing more, this chat will be closed tomorrow.',
};

export function formOf({ assignment, awayReply, autoClose, widgetOrigins }: SupportSettings): DeskForm {
  const { silenceHours, graceHours, warning } = autoClose ?? usualClosing;
  return {
    assignment,
    awayReply,
    closing: autoClose ? 'silence' : 'never',
    silenceHours: String(silenceHours),
    graceHours: String(graceHours),
    warning,
    widgetOrigins: widgetOrigins.join('\n'),
  };
}

const hoursProblem = `Enter a whole number of hours, from 1 to ${limits.silenceHours}.`;
const problemOf = {
  awayReply: 'This text cannot be sent.',
  silenceHours: hoursProblem,
  graceHours: hoursProblem,
  warning: 'Say what is going to happen.',
  widgetOrigins: 'Each line is an origin such as https://www.example.com, without a path, and once.',
} as const satisfies Partial<Record<keyof DeskForm, string>>;

/** The settings that were typed, or what is wrong with them, by field. */
export function readForm(form: DeskForm): {
  settings?: SupportSettings;
  problems: Partial<Record<keyof DeskForm, string>>;
} {
  const { assignment, awayReply, closing, warning } = form;
  const { data, error } = supportSettings.safeParse({
    assignment,
    awayReply,
    autoClose:
      closing === 'never'
        ? null
        : { silenceHours: Number(form.silenceHours), graceHours: Number(form.graceHours), warning },
    widgetOrigins: form.widgetOrigins.split(/\s+/).filter((line) => line !== ''),
  });
  if (data) return { settings: data, problems: {} };
  const wrong = error.issues.map(({ path: [field, part] }) => (field === 'autoClose' ? part : field));
  return {
    problems: Object.fromEntries(Object.entries(problemOf).filter(([field]) => wrong.includes(field))),
  };
}
