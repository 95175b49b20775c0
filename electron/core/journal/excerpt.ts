// Owns: a few plain words of a post for the list, taken from its first text without rendering it.
// Must not know: kramdown; this is a glance, not a preview.

const LENGTH = 140;
const WINDOW = 1200;

/** The first words of a body (from `bodyFrom` of `text`) as one line of plain text, at most 140 characters; may be empty. */
export function excerptOf(text: string, bodyFrom: number): string {
  const end = Math.min(text.length, bodyFrom + WINDOW);
  let kept = '';
  let fence = '';
  for (let from = bodyFrom; from < end && kept.length < LENGTH + 20; ) {
    const newline = text.indexOf('\n', from);
    const lineEnd = newline < 0 || newline > end ? end : newline;
    const bare = text.slice(from, lineEnd).trim();
    from = lineEnd + 1;
    if (bare === '') continue;
    const opener = bare.startsWith('```') || bare.startsWith('~~~') ? bare.slice(0, 3) : '';
    if (opener !== '') {
      fence = fence === '' ? opener : opener === fence ? '' : fence;
      continue;
    }
    if (fence !== '') continue;
    const plain = plainLine(bare);
    if (plain !== '') kept = kept === '' ? plain : `${kept} ${plain}`;
  }
  return cut(kept);
}

function plainLine(line: string): string {
  // Rules, tables' second rows, attribute lists, link definitions and headings say little.
  if (line === '' || /^(?:[-*_=|:\s]{3,}$|\{:|\{%|\[[^\]]+\]:\s|#{1,6}\s|\||<!--)/.test(line)) return '';
  let plain = line.replace(/^(?:>\s*|[-*+]\s+|\d{1,9}[.)]\s+)+/, '');
  if (!/[![\]<>`*_{}~$\\&]/.test(plain)) return plain;
  plain = plain
    .replace(/!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?/g, '')
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/<[^>]*>|\{%.*?%\}|\{\{.*?\}\}|\{:[^}]*\}|\[\^[^\]]*\]/g, '')
    .replace(/(\*{1,3}|`+|~~)/g, '')
    .replace(/(^|\W)_{1,3}(?=\S)|(?<=\S)_{1,3}(?=\W|$)/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!~|-])/g, '$1');
  return plain.replace(/\s+/g, ' ').trim();
}

function cut(text: string): string {
  if (text.length <= LENGTH) return text;
  const short = text.slice(0, LENGTH);
  const space = short.lastIndexOf(' ');
  const end = space > LENGTH / 2 ? space : LENGTH;
  return `${short.slice(0, end).replace(/[\ud800-\udbff]$/, '')}…`;
}
