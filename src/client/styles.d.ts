/** Vite turns an imported style sheet into the page's own; nothing of it is a value. */
declare module '*.css';
declare module '@fontsource-variable/*';
