const few = /^(?:\p{RGI_Emoji}\s*){1,3}$/v;
/** Three of the longest emojis, with room. */
const MOST = 100;

/** Whether a text is nothing but one to three emojis, which are shown larger. */
export const isEmojiOnly = (text: string): boolean => text.length <= MOST && few.test(text.trim());
