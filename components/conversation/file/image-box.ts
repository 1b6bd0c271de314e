/** The largest box in which an image stands in the timeline, in pixels. */
const MOST = { width: 360, height: 320 };
/** One that is longer or wider is cut, so that neither a stripe nor a tower stands there. */
const RATIO = { least: 1 / 2.5, most: 4 };
const LEAST = 48;

/** The room that an image takes: its own proportions, known before it is loaded, so that nothing jumps. */
export function imageBox(width: number, height: number): { width: number; ratio: number } {
  const ratio = Math.min(Math.max(width / Math.max(height, 1), RATIO.least), RATIO.most);
  const fitting = Math.min(width, MOST.width, MOST.height * ratio);
  return { width: Math.round(Math.max(fitting, LEAST)), ratio };
}
