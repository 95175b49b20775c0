// Owns: a small set of lexer names that count as known when nobody says which languages the highlighter has.
// Must not know: highlighting.

const COMMON: ReadonlySet<string> = new Set(
  (
    'plaintext text bash sh shell zsh console c cpp c++ csharp cs css scss sass diff docker dockerfile go golang graphql ' +
    'groovy haskell hs html http ini java javascript js json jsx kotlin lua make makefile markdown md matlab nginx ' +
    'objective_c perl php powershell properties python py r ruby rb rust rs scala sql swift toml tsx typescript ts ' +
    'vb vim viml xml yaml yml dart elixir erlang fsharp latex tex liquid'
  ).split(' '),
);

export function isCommonLanguage(name: string): boolean {
  return COMMON.has(name);
}
