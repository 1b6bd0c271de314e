import { type Language, textOf } from '#server/protocol/article-text.ts';
import type { Citation } from '#server/protocol/conversation.ts';
import type { Passage } from './article-store.ts';
import { citationsOf } from './citations.ts';

/** Why no model answers: none is set, or none can be reached. */
export type NoModel = 'unconfigured' | 'unreachable';

/** Markdown, in which `[1]` names the first citation. */
export interface KnowledgeAnswer {
  content: string;
  citations: Citation[];
}

/** With less of the question a passage is no answer, and only named as what comes closest. */
const ENOUGH = 0.5;
/** What is shown of a passage at most; its article has the rest. */
const MAX_TEXT = 2_500;
/** Further passages that are named. */
const MORE = 2;

const words = {
  en: {
    unconfigured: 'No AI model is set up here, so this is from the help articles.',
    unreachable: 'The AI model cannot be reached right now, so this is from the help articles.',
    close: 'None of them answers this exactly; these come closest:',
    more: 'See also:',
    nothingUnconfigured: 'No AI model is set up here, and the help articles have nothing about this.',
    nothingUnreachable:
      'The AI model cannot be reached right now, and the help articles have nothing about this.',
    person: 'A person can help: open a support chat under [Support](/support).',
  },
  es: {
    unconfigured: 'Aquí no hay ningún modelo de IA configurado; esto viene de los artículos de ayuda.',
    unreachable: 'Ahora no se puede contactar con el modelo de IA; esto viene de los artículos de ayuda.',
    close: 'Ninguno responde exactamente a esto; los más parecidos son:',
    more: 'Véase también:',
    nothingUnconfigured:
      'Aquí no hay ningún modelo de IA configurado, y los artículos de ayuda no dicen nada sobre esto.',
    nothingUnreachable:
      'Ahora no se puede contactar con el modelo de IA, y los artículos de ayuda no dicen nada sobre esto.',
    person: 'Una persona puede ayudar: abre un chat de soporte en [Support](/support).',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** Puts an answer together from passages, the best first. */
export function writeAnswer({
  language,
  passages,
  why,
}: {
  language: Language;
  passages: readonly Passage[];
  why: NoModel;
}): KnowledgeAnswer {
  const say = words[language];
  const [best, ...others] = passages;
  if (!best) {
    const nothing = why === 'unconfigured' ? say.nothingUnconfigured : say.nothingUnreachable;
    return { content: `${nothing}\n\n${say.person}`, citations: [] };
  }
  const exact = best.coverage >= ENOUGH;
  const further = others.filter(({ coverage }) => !exact || coverage >= ENOUGH).slice(0, MORE);
  const cited = [best, ...further];
  const named = cited.map((passage, index) => `${nameOf(passage)} [${index + 1}]`);
  const list = (names: readonly string[]) => names.map((name) => `- ${name}`).join('\n');
  const parts = exact
    ? [say[why], `**${nameOf(best)}** [1]`, shortened(best.text)]
    : [`${say[why]} ${say.close}`, list(named), say.person];
  if (exact && further.length > 0) parts.push(say.more, list(named.slice(1)));
  return { content: parts.filter((part) => part !== '').join('\n\n'), citations: citationsOf(cited) };
}

/** What the passage is about, safe to stand in Markdown. */
const nameOf = ({ title, heading }: Passage) =>
  (heading === null ? title : `${title}: ${heading}`).replace(/[\\`*_[\]<>#|~]/g, String.raw`\$&`);

/** Whole paragraphs of a passage as far as they fit; of a first one that is longer, its words. */
export function shortened(markdown: string): string {
  if (markdown.length <= MAX_TEXT) return markdown;
  const end = markdown.lastIndexOf('\n\n', MAX_TEXT);
  const kept = end > 0 ? markdown.slice(0, end) : textOf(markdown).slice(0, MAX_TEXT).toWellFormed();
  return `${kept}\n\n…`;
}
