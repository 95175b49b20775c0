// Owns: remembering a function's last answer, so that equal questions give the very same value.
// Must not know: what is asked.

/** The function, giving its last result again while its arguments are the same values. */
export function lastOf<A extends readonly unknown[], R>(reckon: (...values: A) => R): (...values: A) => R {
  let last: { readonly values: A; readonly result: R } | null = null;
  return (...values) => {
    if (last?.values.every((value, at) => value === values[at]) !== true) {
      last = { values, result: reckon(...values) };
    }
    return last.result;
  };
}
