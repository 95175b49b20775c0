// Owns: the form "Front matter" as the head of a post: title, one line of what matters, the rest below, mistakes named.
// Must not know: the editor's view, files, the preview.
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type FrontMatter,
  type FrontMatterProblem,
  fieldsOf,
  missingFields,
} from '#core/frontmatter/index.ts';
import { Button } from '../ui/button.tsx';
import { AddField, additionOf } from './add-field.tsx';
import { arrangeFields } from './arrange.ts';
import { FormContext, type FormWork } from './context.ts';
import { FieldRow } from './field-row.tsx';
import { TitleField } from './text-fields.tsx';
import './form.css';

export interface FormHeadProps {
  readonly work: FormWork;
  readonly frontMatter: FrontMatter;
  /** The post's title where its front matter has none. */
  readonly fallbackTitle: string;
  readonly onAddBlock: () => void;
  readonly onShowLine: (line: number) => void;
  readonly onFix: (problem: FrontMatterProblem) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/** More keys than this are folded away at first. */
const FEW = 6;

export function FormHead(props: FormHeadProps) {
  const { work, frontMatter } = props;
  const { t } = useTranslation('post');
  const fields = fieldsOf(frontMatter, work.model.fields);
  const { title, line, more } = arrangeFields(fields);
  const [open, setOpen] = useOpen(more.length <= FEW);
  const none = frontMatter.block === null;

  return (
    <FormContext value={work}>
      <form
        className="form-head"
        aria-label={t('form.name')}
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => undoKeys(event, props)}
      >
        <Mistakes {...props} />
        {title ? <TitleField key={title.key} field={title} /> : null}
        {none && frontMatter.readOnly === null ? (
          <div className="form-none">
            <p className="form-fallback">{props.fallbackTitle}</p>
            <Button onPress={props.onAddBlock}>{t('form.addBlock')}</Button>
            <span className="form-why">{t('form.none')}</span>
          </div>
        ) : null}
        {none ? null : (
          <div className="form-line">
            {line.map((field) => (
              <FieldRow key={field.key} field={field} place="line" />
            ))}
            {more.length > 0 ? (
              <button type="button" className="form-link" aria-expanded={open} onClick={() => setOpen(!open)}>
                {open ? <ChevronDown size={13} aria-hidden /> : <ChevronRight size={13} aria-hidden />}
                {t('form.more', { count: more.length })}
              </button>
            ) : null}
            {frontMatter.readOnly === null ? (
              <AddField missing={missingFields(frontMatter, work.model.fields)} />
            ) : null}
          </div>
        )}
        {none ? null : <Wanted work={work} frontMatter={frontMatter} />}
        {open && more.length > 0 ? (
          <div className="form-more">
            {more.map((field, at) => (
              <FieldRow key={`${field.key}-${field.entry?.shadowed ? at : ''}`} field={field} place="row" />
            ))}
          </div>
        ) : null}
      </form>
    </FormContext>
  );
}

/** Says what is wrong with the block and in which line; nothing is touched until it is mended. */
function Mistakes({ frontMatter, onShowLine, onFix }: FormHeadProps) {
  const { t } = useTranslation('post');
  const errors = frontMatter.problems.filter((problem) => problem.severity === 'error');
  const [problem] = errors;
  if (!problem) return <Invisible frontMatter={frontMatter} onShowLine={onShowLine} onFix={onFix} />;
  return (
    <div className="form-mistake" role="alert">
      <p>
        <strong>{t('form.broken', { line: problem.line })}</strong>{' '}
        {t(`problems.front-matter-${problem.code}`, { ...problem.detail, defaultValue: problem.message })}
      </p>
      <div className="form-mistake-actions">
        <Button onPress={() => onShowLine(problem.line)}>{t('form.showMe')}</Button>
        {problem.fix ? <Button onPress={() => onFix(problem)}>{t('problems.fix')}</Button> : null}
      </div>
    </div>
  );
}

/** Keys that the journal asks for and this post lacks. The twin of a key that is there (`category` for `categories`) is none of them. */
function Wanted({ work, frontMatter }: Pick<FormHeadProps, 'work' | 'frontMatter'>) {
  const { t } = useTranslation('post');
  const there = new Set(frontMatter.entries.map(({ key }) => key));
  const isThere = (key: string): boolean =>
    there.has(key) || (/^categor(?:y|ies)$/.test(key) && (there.has('category') || there.has('categories')));
  const wanted = work.required.filter((key) => !isThere(key));
  if (wanted.length === 0 || frontMatter.readOnly !== null) return null;
  const missing = missingFields(frontMatter, work.model.fields);
  return (
    <ul className="form-wanted" aria-label={t('form.wanted')}>
      {wanted.map((key) => (
        <li key={key}>
          <span className="form-key">{key}</span>
          <span className="form-required" title={t('form.required')}>
            {t('form.requiredMark')}
          </span>
          {work.disabled ? null : (
            <button
              type="button"
              className="form-link"
              onClick={() => {
                const known = missing.find((field) => field.key === key);
                work.change(key, additionOf(key, known));
              }}
            >
              {t('form.addWanted', { key })}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What nobody sees is told of, and removed all at once when asked. */
function Invisible({
  frontMatter,
  onShowLine,
  onFix,
}: Pick<FormHeadProps, 'frontMatter' | 'onShowLine' | 'onFix'>) {
  const { t } = useTranslation('post');
  const found = frontMatter.problems.filter(({ code }) => code === 'invisible-character');
  const [first] = found;
  if (!first) return null;
  const fix = found.flatMap((problem) => problem.fix ?? []);
  return (
    <div className="form-mistake form-invisible" role="status">
      <p>{t('form.invisible', { count: found.length })}</p>
      <div className="form-mistake-actions">
        <Button onPress={() => onShowLine(first.line)}>{t('form.showMe')}</Button>
        {fix.length > 0 ? (
          <Button onPress={() => onFix({ ...first, fix })}>{t('form.removeInvisible')}</Button>
        ) : null}
      </div>
    </div>
  );
}

/** One undo for form and text: the field's own history would bring back what the text no longer says. */
function undoKeys(event: KeyboardEvent, { onUndo, onRedo }: FormHeadProps): void {
  if (event.nativeEvent.isComposing || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  event.stopPropagation();
  if (key === 'y' || event.shiftKey) onRedo();
  else onUndo();
}

const REMEMBERED = 'galley.form.more';

/** Open or folded: as the person last had it, else by how much there is. */
function useOpen(usual: boolean): readonly [boolean, (open: boolean) => void] {
  const [chosen, setChosen] = useState<boolean | null>(() => {
    const kept = localStorage.getItem(REMEMBERED);
    return kept === null ? null : kept === 'open';
  });
  return [
    chosen ?? usual,
    (open) => {
      setChosen(open);
      localStorage.setItem(REMEMBERED, open ? 'open' : 'folded');
    },
  ];
}
