// Owns: the bar of a change that is under way, with how far it is.
// Must not know: what is changed, or who tells how far it is.
import { Label, ProgressBar } from 'react-aria-components';

export interface Part {
  readonly done: number;
  readonly total: number;
}

/** `part` null: the work has not begun to count. */
export function ChangeProgress({ part, label }: { readonly part: Part | null; readonly label: string }) {
  return (
    <ProgressBar
      className="change-progress"
      isIndeterminate={part === null}
      value={part?.done ?? 0}
      maxValue={part?.total ?? 1}
    >
      {({ percentage }) => (
        <>
          <Label>{label}</Label>
          <span className="change-progress-track" aria-hidden="true">
            <span style={{ width: `${percentage ?? 0}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
