// Owns: the language of a post for the editor: YAML front matter at the top, then Markdown with GFM and fenced code.
// Must not know: what front matter means; colours.
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { yamlLanguage } from '@codemirror/lang-yaml';
import { languages } from '@codemirror/language-data';
import type { Extension } from '@codemirror/state';
import { parseMixed } from '@lezer/common';
import { tags } from '@lezer/highlight';
import { kramdownEmphasis } from './emphasis.ts';

type Config = NonNullable<Parameters<typeof markdown>[0]>;

const FENCE = /^---[ \t]*$/;
const CLOSER = /^(?:---|\.\.\.)[ \t]*$/;
/** An unclosed block is coloured this far: beyond it, it is text for which somebody forgot the closing line. */
const LONGEST = 400;

/** A block parser inside the Markdown parser, so that Markdown's own incremental reuse covers the body. */
const frontMatter: NonNullable<Config['extensions']> = {
  defineNodes: [
    { name: 'FrontMatter', block: true },
    { name: 'FrontMatterFence', style: tags.processingInstruction },
    'FrontMatterContent',
  ],
  parseBlock: [
    {
      name: 'FrontMatter',
      before: 'HorizontalRule',
      parse(cx, line) {
        if (cx.lineStart !== 0 || !FENCE.test(line.text)) return false;
        const open = cx.elt('FrontMatterFence', 0, line.text.length);
        const contentFrom = line.text.length + 1;
        let end = contentFrom;
        for (let count = 0; count < LONGEST && cx.nextLine(); count++) {
          if (!CLOSER.test(line.text)) {
            end = cx.lineStart + line.text.length;
            continue;
          }
          const close = cx.elt('FrontMatterFence', cx.lineStart, cx.lineStart + line.text.length);
          const inner =
            cx.lineStart > contentFrom ? [cx.elt('FrontMatterContent', contentFrom, cx.lineStart)] : [];
          cx.addElement(cx.elt('FrontMatter', 0, cx.lineStart + line.text.length, [open, ...inner, close]));
          cx.nextLine();
          return true;
        }
        cx.addElement(
          cx.elt('FrontMatter', 0, Math.max(end, open.to), [
            open,
            ...(end > contentFrom ? [cx.elt('FrontMatterContent', contentFrom, end)] : []),
          ]),
        );
        return true;
      },
    },
  ],
  wrap: parseMixed((node) => (node.name === 'FrontMatterContent' ? { parser: yamlLanguage.parser } : null)),
};

/** The post's language with its Enter and Backspace keys; code languages load when a fence names them. */
export function postLanguage(): Extension {
  return markdown({
    base: markdownLanguage,
    codeLanguages: languages,
    extensions: [frontMatter, kramdownEmphasis],
    completeHTMLTags: false,
  });
}
