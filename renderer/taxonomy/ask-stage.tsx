// Owns: what is asked before a change of categories or tags can be planned.
// Must not know: how it is planned. Text is taken as typed; spaces around a name go when it is used.
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operation } from '#core/taxonomy/types.ts';
import { allCategories } from '../dialogs/categories.ts';
import { shelfOf } from '../state/list.ts';
import { usePart } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { CategoryBox, readCategories, showCategories } from '../ui/category-box.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Select, Switch, TextField } from '../ui/field.tsx';
import { elsewhere, keyOf, merging, type NameItem, nameOf, nesting, renaming, shownPath } from './items.ts';
import type { Question } from './taxonomy-dialog.tsx';

export interface AskStageProps {
  readonly question: Question;
  readonly items: readonly NameItem[];
  readonly onPlan: (operation: Operation) => void;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

interface FormProps {
  readonly items: readonly [NameItem, ...NameItem[]];
  readonly onWish: (operation: Operation | null) => void;
}

const forms: Readonly<Record<Question, (props: FormProps) => ReactNode>> = {
  rename: RenameForm,
  merge: MergeForm,
  split: SplitForm,
  move: MoveForm,
  nest: NestForm,
};

export function AskStage({ question, items, onPlan, onBack, onClose }: AskStageProps) {
  const { t } = useTranslation();
  const [wish, setWish] = useState<Operation | null>(() => firstWish(question, items));
  const [first, ...rest] = items;
  if (first === undefined) return null;
  const Form = forms[question];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wish !== null) onPlan(wish);
  };
  return (
    <Dialog
      title={t(`taxonomy.ask.${question}.title`, { count: items.length })}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onPress={onBack}>
            {t('taxonomy.back')}
          </Button>
          <span className="foot-gap" />
          <Button onPress={onClose}>{t('actions.cancel')}</Button>
          <Button look="primary" type="submit" form="taxonomy-ask" isDisabled={wish === null}>
            {t('taxonomy.preview')}
          </Button>
        </>
      }
    >
      <form id="taxonomy-ask" className="form" onSubmit={submit}>
        <p className="lead">
          {t(`taxonomy.ask.${question}.${first.kind}`, {
            name: shownPath(first.path),
            names: items.map(({ path }) => shownPath(path)).join(', '),
            count: first.count,
          })}
        </p>
        <Form items={[first, ...rest]} onWish={setWish} />
      </form>
    </Dialog>
  );
}

/** What the form says before anything is typed, so that Enter is enough where that is right. */
function firstWish(question: Question, items: readonly NameItem[]): Operation | null {
  const [first, ...rest] = items;
  if (first === undefined) return null;
  if (question === 'merge') return merging(items, mostUsed([first, ...rest]));
  return question === 'move' ? moving(first, nameOf(first)) : null;
}

function mostUsed(items: FormProps['items']): NameItem {
  return items.reduce((best, item) => (item.count > best.count ? item : best));
}

function RenameForm({ items, onWish }: FormProps) {
  const { t } = useTranslation();
  const [first] = items;
  const others = usePart((state) => (first.kind === 'category' ? elsewhere(state.entries, first.path) : 0));
  const [name, setName] = useState(nameOf(first));
  const [everywhere, setEverywhere] = useState(false);
  const tell = (typed: string, all: boolean): void => {
    const to = typed.trim().normalize('NFC');
    onWish(to === '' || to === nameOf(first) ? null : renaming([first], to, all));
  };
  return (
    <>
      <TextField
        label={t('taxonomy.ask.newName')}
        value={name}
        onChange={(typed) => {
          setName(typed);
          tell(typed, everywhere);
        }}
        autoFocus
      />
      {others === 0 ? null : (
        <Switch
          label={t('taxonomy.ask.everywhere', { count: others, name: nameOf(first) })}
          value={everywhere}
          onChange={(all) => {
            setEverywhere(all);
            tell(name, all);
          }}
        />
      )}
    </>
  );
}

function MergeForm({ items, onWish }: FormProps) {
  const { t } = useTranslation();
  const [key, setKey] = useState(mostUsed(items).key);
  return (
    <Select
      label={t('taxonomy.ask.keep')}
      value={key}
      options={items.map((item) => ({
        value: item.key,
        label: shownPath(item.path),
        note: t('library.postCount', { count: item.count }),
      }))}
      onChange={(next) => {
        setKey(next);
        const into = items.find((item) => item.key === next);
        onWish(into === undefined ? null : merging(items, into));
      }}
    />
  );
}

function SplitForm({ items, onWish }: FormProps) {
  const { t } = useTranslation();
  const [first] = items;
  const [typed, setTyped] = useState('');
  return (
    <TextField
      label={t('taxonomy.ask.into')}
      hint={t('taxonomy.ask.intoHint')}
      value={typed}
      onChange={(text) => {
        setTyped(text);
        const parts = text.split(',').map((part) => part.trim().normalize('NFC'));
        const to = [...new Set(parts.filter((part) => part !== ''))];
        onWish(to.length < 2 ? null : { op: 'tags', from: [nameOf(first)], to });
      }}
      autoFocus
    />
  );
}

function MoveForm({ items, onWish }: FormProps) {
  const { t } = useTranslation();
  const [first] = items;
  const tree = usePart((state) => shelfOf(state.entries).tree);
  const [typed, setTyped] = useState(nameOf(first));
  const change = (text: string): void => {
    setTyped(text);
    onWish(moving(first, text));
  };
  return first.kind === 'tag' ? (
    <CategoryBox
      label={t('taxonomy.ask.category')}
      value={typed}
      existing={allCategories(tree)}
      onChange={change}
      autoFocus
    />
  ) : (
    <TextField label={t('taxonomy.ask.tag')} value={typed} onChange={change} autoFocus />
  );
}

/** A tag as the category that was typed, a category as the tag. */
function moving(item: NameItem, typed: string): Operation | null {
  if (item.kind === 'tag') {
    const to = readCategories(typed);
    return to.length === 0 ? null : { op: 'tag-to-category', tag: nameOf(item), to };
  }
  const to = typed.trim().normalize('NFC');
  return to === '' ? null : { op: 'category-to-tag', from: item.path, everywhere: false, to };
}

function NestForm({ items, onWish }: FormProps) {
  const { t } = useTranslation();
  const [first] = items;
  const tree = usePart((state) => shelfOf(state.entries).tree);
  const [typed, setTyped] = useState(showCategories(first.path.slice(0, -1)));
  const existing = allCategories(tree).filter((path) => nesting(first.path, path) !== null);
  return (
    <CategoryBox
      label={t('taxonomy.ask.under')}
      hint={t('taxonomy.ask.underHint')}
      value={typed}
      existing={existing.map((path) => [...path])}
      onChange={(text) => {
        setTyped(text);
        const under = readCategories(text);
        onWish(keyOf(under) === keyOf(first.path) ? null : nesting(first.path, under));
      }}
      autoFocus
    />
  );
}
