/** Bytes of one text that a visitor may keep for a cell. */
export const editLimitBytes = 64 << 10;
/** Bytes of all texts that a visitor may keep for one deck. */
export const editsLimitBytes = 1 << 20;
/** Terminals that a visitor may have beside those of the deck: 1 to this. */
export const mostDocks = 8;
/** Pages that a visitor may have open at a time, of all decks, and terminals on them: older ones give way. */
export const mostPages = 12;
export const mostTerminals = 32;
/** Bytes of the archive that a visitor can take home. */
export const workLimitBytes = 256 << 20;
