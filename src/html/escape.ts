const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML text or a quoted attribute's value. The one place that makes HTML from text. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

/** Attributes with a leading blank, ready to follow a tag's name; undefined and false ones are left out. */
export function htmlAttributes(
  attributes: Readonly<Record<string, string | number | boolean | undefined>>,
): string {
  return Object.entries(attributes)
    .filter(([name, value]) => value !== undefined && value !== false && /^[A-Za-z_:][\w:.-]*$/.test(name))
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`))
    .join('');
}

/** Data as JSON that is safe inside a `<script type="application/json">`. */
export function jsonForScript(data: unknown): string {
  const json = JSON.stringify(data);
  return json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
