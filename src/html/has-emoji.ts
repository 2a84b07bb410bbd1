/** Whether a text has emoji in it, or signs that are to look like some. */
export const hasEmoji = (text: string): boolean =>
  /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F/u.test(text);
