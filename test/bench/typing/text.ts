// Owns: long posts in Korean and English of which it is known on which line each block begins, and what is typed into them.
// Must not know: who shows or measures them.

export interface LongPost {
  readonly title: string;
  readonly text: string;
  /** For each top-level block in turn: its first line, from 0. Each is one element of the page. */
  readonly starts: readonly number[];
  /** Offset of the end of a paragraph in the middle of the text, where typing goes on. */
  readonly caret: number;
}

const ENGLISH = [
  'A quiet harbour keeps its own time, and the boats know it better than the people do.',
  'The compiler said no three times before I saw that it was **right all along** about the borrow.',
  'We walked up the hill with `git log` still open on the laptop in my bag.',
  'Nothing in [this post](https://example.org/notes) needs a network, which is rather the point of it.',
  'After the rain the market smelled of bread, wet wool and oranges from the south.',
];
const KOREAN = [
  '오늘은 아침 일찍 도서관에 가서 밀린 독서 노트를 천천히 정리했다.',
  '빌림 검사기가 왜 화를 냈는지는 **저녁이 되어서야** 겨우 이해할 수 있었다.',
  '산책을 마치고 돌아와 `cargo test` 한 번으로 하루를 끝내는 습관이 생겼다.',
  '[지난 글](https://example.org/ko)에서 이야기한 실험 결과를 그래프로 다시 그려 보았다.',
  '창문 밖으로 가을 바다가 보이는 자리에서 커피를 두 잔째 마시고 있다.',
];
const PICTURES = [
  '/assets/img/walk/autumn/hill.webp',
  '/assets/img/ml/regression/fit.webp',
  '/assets/img/galley/first-steps/desk.webp',
];
const EVERY = 12;

/** One block; kinds that would run into one another stand apart in the round of twelve. */
function block(at: number): string {
  const words = at % 2 === 0 ? ENGLISH : KOREAN;
  const sentence = (step: number): string => words[(at * 3 + step) % words.length] ?? '';
  const paragraph = Array.from({ length: 2 + (at % 4) }, (_, step) => sentence(step)).join(' ');
  switch (at % EVERY) {
    case 0:
      return `## ${at % 24 === 0 ? 'A day of notes' : '하루의 기록'} ${at}`;
    case 3:
      return [0, 1, 2, 3].map((step) => `- ${sentence(step)}`).join('\n');
    case 5:
      return `\`\`\`rust\nfn step_${at}(x: u32) -> u32 {\n    let y = x + ${at};\n    y * 2\n}\n\`\`\``;
    case 7:
      return `| 이름 | value | 비고 |\n|---|--:|---|\n| 가을 ${at} | ${at} | \`ok\` |\n| winter | ${at + 1} | 다음 |`;
    case 9:
      return at % 36 === 9
        ? `![picture ${at}](${PICTURES[((at / EVERY) % PICTURES.length) | 0] ?? ''})`
        : `> ${sentence(0)} ${sentence(1)}`;
    default:
      return paragraph;
  }
}

/** A post of about so many bytes of UTF-8. */
export function longPost(title: string, bytes: number): LongPost {
  const head = `---\nlayout: post\ntitle: ${title}\ndate: 2026-11-21 09:30:00 +0900\ncategories: [bench, 긴 글]\ntags: [typing, 한글, kramdown]\n---\n\n`;
  const parts = [head];
  const starts: number[] = [];
  const paragraphs: number[] = [];
  let size = Buffer.byteLength(head);
  let length = head.length;
  let line = head.split('\n').length - 1;
  for (let at = 0; size < bytes || at % EVERY !== 1; at++) {
    const part = block(at);
    starts.push(line);
    if ([1, 2, 4, 6, 8, 10, 11].includes(at % EVERY)) paragraphs.push(length + part.length);
    parts.push(`${part}\n\n`);
    size += Buffer.byteLength(part) + 2;
    length += part.length + 2;
    line += part.split('\n').length + 1;
  }
  const text = `${parts.join('').trimEnd()}\n`;
  return { title, text, starts, caret: paragraphs[paragraphs.length >> 1] ?? text.length };
}

/** Letters and single spaces, as many as asked, beginning with a word that no post has. */
export function latin(keys: number, mark: string): string {
  const words = 'quiet notes about memory and harbour light written without any network at all today'.split(
    ' ',
  );
  let text = ` ${mark}`;
  for (let at = 0; text.length < keys; at++) text += ` ${words[at % words.length] ?? ''}`;
  return text.slice(0, keys).replace(/ $/, 'e');
}

/** What an input method shows while each syllable is put together; the last of each is committed. */
export function hangul(syllables: number): readonly (readonly string[])[] {
  const steps = [
    ['ㅎ', '하', '한'],
    ['ㄱ', '그', '글'],
    ['ㅂ', '바', '밥'],
    ['ㅁ', '마', '말'],
    ['ㅅ', '사', '산'],
  ];
  return Array.from({ length: syllables }, (_, at) => steps[at % steps.length] ?? []);
}
