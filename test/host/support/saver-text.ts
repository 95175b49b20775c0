// The texts that the saving process writes: each number gives another text of another length, up to half a megabyte.

/** The text of save number `n`; its first line is the number. */
export function saverText(n: number): string {
  return `${n}\n${`줄 ${n} `.repeat(20 + ((n * 7919) % 40_000))}\n끝 ${n}`;
}
