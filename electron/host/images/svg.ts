// Owns: whether an SVG is only a picture, and how large it says it is.
// Must not know: where it is stored or shown.

/** What an SVG holds that a picture must not. */
export type SvgFault = 'script' | 'handler' | 'link' | 'embedded' | 'entity' | 'not-utf8';

const ACTIVE = /<(?:[\w-]+:)?script[\s/>]/i;
const EMBEDDED = /<(?:[\w-]+:)?(?:foreignObject|iframe|object|embed|handler|listener)[\s/>]/i;
const HANDLER = /[\s"'/]on[a-z]+\s*=/i;
const ANIMATED_LINK = /<(?:[\w-]+:)?(?:set|animate)\b[^>]*attributeName\s*=\s*["']?(?:[\w-]+:)?(?:href|on)/i;
const SCHEME =
  /(?:href|src|from|to|values|by)\s*=\s*["']?\s*(?:javascript|vbscript|data:text\/html|data:image\/svg)/i;

/**
 * The first thing in an SVG that could act, or null. It errs on the side of refusing: what stands in comments or text counts
 * too, and entities are not expanded but refused.
 */
export function svgFault(bytes: Uint8Array): SvgFault | null {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return 'not-utf8';
  }
  if (/<!ENTITY/i.test(text) || /<!DOCTYPE[^>]*\[/i.test(text)) return 'entity';
  if (/<\?xml-stylesheet/i.test(text)) return 'link';
  const plain = decodeNumbers(text);
  if (ACTIVE.test(plain)) return 'script';
  if (EMBEDDED.test(plain)) return 'embedded';
  if (HANDLER.test(plain)) return 'handler';
  const tight = plain.replace(/[\u0000-\u001f]+/g, '');
  return SCHEME.test(tight) || SCHEME.test(plain) || ANIMATED_LINK.test(plain) ? 'link' : null;
}

function decodeNumbers(text: string): string {
  return text.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/gi, (whole, hex, decimal) => {
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Width and height of the root element in pixels, from its attributes or its view box; zeros where it says neither. */
export function svgSize(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const head = new TextDecoder('utf-8').decode(bytes.subarray(0, 64 * 1024));
  const root = /<(?:[a-z]+:)?svg\b[^>]*>/i.exec(head)?.[0] ?? '';
  const length = (name: string) => {
    const value = new RegExp(`\\s${name}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`, 'i').exec(root)?.[1];
    return value === undefined ? null : Math.round(Number(value));
  };
  const box = /\sviewBox\s*=\s*["']\s*([^"']+)["']/i
    .exec(root)?.[1]
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const from = (at: number) => Math.round(box?.[at] ?? 0) || 0;
  return { width: length('width') ?? from(2), height: length('height') ?? from(3) };
}
