// Owns: how the editor looks: type, measure, caret, selection, panels, marks; colours come from the page's tokens.
// Must not know: commands or what the text means beyond its syntax.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Size and face are custom properties on the editor's box, so a change of settings needs no new state. */
const look = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'transparent', fontSize: 'var(--editor-size, 15px)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--editor-font)',
    lineHeight: 'var(--line-reading)',
    overflow: 'visible',
  },
  '.cm-content': {
    boxSizing: 'content-box',
    maxWidth: 'var(--editor-measure)',
    margin: '0 auto',
    padding: 'var(--s4) var(--s8) 40vh',
    caretColor: 'var(--accent)',
    lineBreak: 'strict',
  },
  '.cm-line': { padding: '0' },
  '.cm-cursor, .cm-dropCursor': { borderLeft: '2px solid var(--accent)', marginLeft: '-1px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 22%, transparent)',
  },
  '.cm-selectionMatch': { backgroundColor: 'color-mix(in srgb, var(--accent) 12%, transparent)' },
  '.cm-searchMatch': {
    backgroundColor: 'var(--amber-soft)',
    outline: '1px solid color-mix(in srgb, var(--amber) 45%, transparent)',
    borderRadius: '2px',
  },
  '.cm-searchMatch-selected': { backgroundColor: 'color-mix(in srgb, var(--amber) 45%, transparent)' },
  '.cm-foldPlaceholder': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    margin: '0 0 4px -6px',
    padding: '1px 8px',
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    background: 'transparent',
    color: 'var(--ink-faint)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--text-small)',
    lineHeight: '1.6',
    cursor: 'pointer',
  },
  '.cm-foldPlaceholder:hover': { color: 'var(--ink)', background: 'var(--hover)' },
  '.cm-front-matter-line': { color: 'var(--ink-soft)', fontFamily: 'var(--font-mono)', fontSize: '0.88em' },
  '.cm-code-line': { fontFamily: 'var(--font-mono)', fontSize: '0.92em' },
  '.cm-panels': {
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    zIndex: '5',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--text)',
  },
  '.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    boxShadow: 'var(--shadow-pop)',
    color: 'var(--ink)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--text)',
    overflow: 'hidden',
  },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: '3px solid transparent', maxWidth: '46ch' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--red)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--amber)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--accent)' },
  '.cm-diagnosticAction': {
    backgroundColor: 'var(--accent-strong)',
    color: 'var(--on-accent)',
    borderRadius: 'var(--radius-small)',
    padding: '2px 8px',
  },
  '.cm-lintRange': { backgroundImage: 'none', textDecorationThickness: '1px', textUnderlineOffset: '4px' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--red)' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy var(--amber)' },
  '.cm-lintRange-info': { textDecoration: 'underline dotted var(--accent)' },
});

const highlight = HighlightStyle.define([
  { tag: tags.heading1, fontWeight: '700', fontSize: '1.3em' },
  { tag: tags.heading2, fontWeight: '700', fontSize: '1.18em' },
  { tag: tags.heading3, fontWeight: '700', fontSize: '1.07em' },
  { tag: [tags.heading4, tags.heading5, tags.heading6], fontWeight: '700' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.quote, color: 'var(--ink-soft)' },
  { tag: tags.link, color: 'var(--accent)' },
  { tag: tags.url, color: 'var(--ink-faint)' },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.labelName], color: 'var(--ink-faint)' },
  { tag: tags.monospace, fontFamily: 'var(--font-mono)', fontSize: '0.94em' },
  { tag: [tags.comment, tags.meta], color: 'var(--ink-faint)' },
  {
    tag: [tags.definition(tags.propertyName), tags.propertyName, tags.attributeName],
    color: 'var(--accent)',
  },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string, var(--green))' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--code-number, var(--amber))' },
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: 'var(--code-keyword, var(--red))' },
  { tag: [tags.typeName, tags.className, tags.tagName], color: 'var(--code-type, var(--accent))' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName)],
    color: 'var(--code-type, var(--accent))',
  },
  { tag: tags.invalid, color: 'var(--red)' },
]);

export const editorTheme: Extension = [look, syntaxHighlighting(highlight)];
