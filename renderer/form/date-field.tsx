// Owns: the field of a date: its text in the post's own form, a calendar and a time beside it.
// Must not know: how dates are written (core does), the post's text beyond the field's own value.
import { CalendarDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Dialog,
  DialogTrigger,
  Heading,
  Popover,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { changeDateText, type DateChange, type Field, parseDateText } from '#core/frontmatter/index.ts';
import { useForm } from './context.ts';
import { useDraft } from './use-draft.ts';

export function DateField({ field }: { readonly field: Field }) {
  const { t } = useTranslation('post');
  const form = useForm();
  const [open, setOpen] = useState(false);
  const value = field.value === null || field.value === undefined ? '' : String(field.value);
  const disabled = form.disabled || field.readOnly !== null;
  const set = (text: string, typing: { readonly fresh: boolean } | null): void => {
    if (parseDateText(text))
      form.change(field.key, { op: 'set', key: field.key, value: text, as: 'date' }, typing);
  };
  const draft = useDraft({
    value,
    onText: (text, fresh) => set(text, { fresh }),
    onLeave: (text) => {
      if (!parseDateText(text)) draft.show(value);
    },
  });
  const parts = parseDateText(value);
  const pick = (change: DateChange): void => {
    const next = parts ? changeDateText(value, change) : dayText(change);
    if (next === null) return;
    draft.show(next);
    set(next, null);
  };
  return (
    <span className="form-date">
      <input
        {...draft.input}
        className="form-input"
        type="text"
        aria-label={field.key}
        aria-invalid={draft.text !== '' && !parseDateText(draft.text)}
        autoComplete="off"
        spellCheck={false}
        size={Math.max(10, draft.text.length + 1)}
        placeholder="YYYY-MM-DD"
        disabled={disabled}
      />
      <DialogTrigger isOpen={open} onOpenChange={setOpen}>
        <Button
          className="icon-button form-small"
          aria-label={t('form.calendar', { key: field.key })}
          isDisabled={disabled}
        >
          <CalendarDays size={14} aria-hidden />
        </Button>
        <Popover className="popover form-calendar" placement="bottom start">
          <Dialog aria-label={t('form.calendar', { key: field.key })}>
            <DayPicker
              value={parts ? new CalendarDate(parts.year, parts.month, parts.day) : null}
              onDay={(day) => {
                pick({ year: day.year, month: day.month, day: day.day });
                setOpen(false);
              }}
            />
            {parts?.hour === null || parts === null ? null : (
              <label className="form-time">
                {t('form.time')}
                <input
                  className="form-input"
                  type="time"
                  value={`${two(parts.hour ?? 0)}:${two(parts.minute ?? 0)}`}
                  onChange={(event) => {
                    const [hour, minute] = event.currentTarget.value.split(':').map(Number);
                    if (hour !== undefined && minute !== undefined) pick({ hour, minute });
                  }}
                />
              </label>
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
    </span>
  );
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A field that was empty begins with a plain day. */
const dayText = ({ year = 0, month = 0, day = 0 }: DateChange): string => `${year}-${two(month)}-${two(day)}`;

interface DayPickerProps {
  readonly value: CalendarDate | null;
  readonly onDay: (day: CalendarDate) => void;
}

function DayPicker({ value, onDay }: DayPickerProps) {
  return (
    <Calendar
      autoFocus
      value={value}
      onChange={(day) => onDay(new CalendarDate(day.year, day.month, day.day))}
      aria-label="calendar"
    >
      <header className="calendar-head">
        <Button slot="previous" className="icon-button form-small">
          <ChevronLeft size={16} aria-hidden />
        </Button>
        <Heading className="calendar-title" />
        <Button slot="next" className="icon-button form-small">
          <ChevronRight size={16} aria-hidden />
        </Button>
      </header>
      <CalendarGrid className="calendar-grid" weekdayStyle="narrow">
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell className="calendar-day">{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => <CalendarCell date={date} className="calendar-cell" />}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}
