// Owns: which inline styles of a post are shown: those that colour and place text, none that load, cover or move anything.
// Must not know: the sanitiser, the DOM of the page.

const ALLOWED = new Set(
  `align-content align-items align-self aspect-ratio background background-color border border-bottom border-bottom-color
  border-bottom-left-radius border-bottom-right-radius border-bottom-style border-bottom-width border-collapse border-color
  border-left border-left-color border-left-style border-left-width border-radius border-right border-right-color
  border-right-style border-right-width border-spacing border-style border-top border-top-color border-top-left-radius
  border-top-right-radius border-top-style border-top-width border-width box-shadow box-sizing caption-side clear color
  column-count column-gap columns direction display empty-cells flex flex-basis flex-direction flex-flow flex-grow flex-shrink
  flex-wrap float font font-family font-feature-settings font-size font-stretch font-style font-variant font-weight gap
  grid-column grid-row grid-template-columns grid-template-rows height hyphens justify-content justify-items justify-self
  letter-spacing line-break line-height list-style list-style-position list-style-type margin margin-bottom margin-left
  margin-right margin-top max-height max-width min-height min-width object-fit object-position opacity order overflow
  overflow-wrap overflow-x overflow-y padding padding-bottom padding-left padding-right padding-top place-content place-items
  quotes row-gap tab-size table-layout text-align text-align-last text-decoration text-decoration-color text-decoration-line
  text-decoration-style text-decoration-thickness text-emphasis text-indent text-overflow text-shadow text-transform
  text-underline-offset text-wrap unicode-bidi vertical-align visibility white-space widows width word-break word-spacing
  word-wrap writing-mode zoom`.split(/\s+/),
);

/** Anything that could load a resource, hide a name behind an escape, or open another syntax. */
const SUSPECT = /[\\@{}<>]|\/\*|url|image|expression|element\s*\(|attr\s*\(|env\s*\(|javascript|src\s*\(/i;

/** The style attribute with only its harmless declarations; '' if none is left. Kept as written where all are. */
export function filterStyle(style: string): string {
  const declarations = style.split(';');
  const kept = declarations.filter((declaration) => declaration.trim() === '' || isHarmless(declaration));
  if (kept.length === declarations.length) return style;
  return kept
    .map((declaration) => declaration.trim())
    .filter((declaration) => declaration !== '')
    .join('; ');
}

function isHarmless(declaration: string): boolean {
  const colon = declaration.indexOf(':');
  if (colon < 0) return declaration.length < 200 && !SUSPECT.test(declaration);
  const name = declaration.slice(0, colon).trim().toLowerCase();
  const value = declaration.slice(colon + 1);
  return ALLOWED.has(name) && !SUSPECT.test(value) && value.length < 500;
}
