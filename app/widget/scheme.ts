import { WIDGET_PATH } from '#server/protocol/widget.ts';

const schemes = ['light', 'dark'] as const;

/** The colour scheme that the address of the widget's frame names; undefined for every other address. */
export const schemeIn = (path: string): (typeof schemes)[number] | undefined =>
  schemes.find((scheme) => path === `${WIDGET_PATH}/${scheme}`);
