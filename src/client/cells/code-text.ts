/**
 * What a reader wants on the clipboard. Of a transcript (`console`) that is the commands without prompts and
 * without the output between them; a block that has no prompt at all is copied as it is.
 */
export function codeText(source: string, language: string): string {
  const text = source.replace(/\n+$/, '');
  if (language !== 'console') return text;
  const lines = text.split('\n');
  const commands: string[] = [];
  let goesOn = false;
  for (const line of lines) {
    const command = /^(?:\$|#|nix-repl>|>) (.*)$/.exec(line);
    if (command && (goesOn || !line.startsWith('>'))) commands.push(command[1] ?? '');
    else if (goesOn) commands.push(line);
    else continue;
    goesOn = /\\$/.test(commands.at(-1) ?? '');
  }
  return commands.length > 0 ? commands.join('\n') : text;
}
