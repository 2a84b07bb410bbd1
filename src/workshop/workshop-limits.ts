/** Bytes of one text that a visitor may keep for a cell. */
export const editLimitBytes = 64 << 10;
/** Bytes of all texts that a visitor may keep for one deck. */
export const editsLimitBytes = 1 << 20;
/** Terminals that a visitor may have beside those of the deck: 1 to this. */
export const mostDocks = 8;
/** Bytes of the archive that a visitor can take home. */
export const workLimitBytes = 256 << 20;
