// Owns: making journals of any size that look like real ones, the same for the same seed: Korean and English posts, sizes log-normal
// around 5 KB, images referenced, tags and categories by use. Must not know: what reads them.
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface GeneratedPost {
  readonly path: string;
  readonly text: string;
}

export interface GeneratorOptions {
  readonly posts: number;
  readonly seed?: number;
  /** Median size of a body in bytes. */
  readonly median?: number;
}

const KOREAN =
  '오늘 아침 바다 기록 회고 부트캠프 알고리즘 동료 학습 모델 데이터 분석 여행 책상 커피 저녁 산책 가을 문장 독서 정리 배포 서버 오류 해결 과정 마음 시간 도서관 버스 창문 노트 연필 질문 대답 발표 실험 결과 그래프 함수 변수 타입 메모리 소유권 빌림 수명 비동기 병렬 테스트'.split(
    ' ',
  );
const PARTICLES = ['을', '를', '이', '가', '은', '는', '에서', '으로', '와', '의', ''];
const ENDINGS = ['했다.', '하고 있다.', '이었다.', '해 보았다.', '라고 생각한다.', '하기로 했다.'];
const ENGLISH =
  'the quick note about memory ownership journal server compiler error deploy branch merge review pattern model training data layer gradient loss image pixel draft letter morning harbour winter market window table garden bread river'.split(
    ' ',
  );
const CATEGORIES: readonly (readonly string[])[] = [
  ['ml'],
  ['ml', 'bootcamp'],
  ['42seoul'],
  ['rust'],
  ['일상'],
  ['독서'],
  ['개발', '회고'],
  [],
];
const TAGS =
  'ml rust 회고 독서 알고리즘 deep-learning pytorch 일상 여행 git linux 42 webdev 디자인 테스트 til kotlin 글쓰기 metrics vision'.split(
    ' ',
  );

/** A small generator of numbers in [0, 1): mulberry32. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Makes the posts of a Jekyll journal, one after another. */
export function* generatePosts(options: GeneratorOptions): Generator<GeneratedPost> {
  const next = random(options.seed ?? 42);
  const median = options.median ?? 5000;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T; // lists here are not empty
  for (let n = 0; n < options.posts; n++) {
    const korean = next() < 0.6;
    const day = new Date(Date.UTC(2012, 0, 1) + Math.floor((n / options.posts) * 5000) * 86_400_000);
    const date = day.toISOString().slice(0, 10);
    const words = Array.from({ length: 3 + Math.floor(next() * 4) }, () => pick(korean ? KOREAN : ENGLISH));
    const title = words.join(' ');
    const categories = pick(CATEGORIES);
    const tags = [...new Set(Array.from({ length: Math.floor(next() * 5) }, () => pick(TAGS)))];
    const slug = `${words.slice(0, 3).join('-')}-${n}`;
    const front = frontMatter({ n, title, date, categories, tags, korean, next });
    // Log-normal with sigma 0.7: half of the posts within 3 to 8 KB, a few of 30.
    const gauss = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const body = bodyText(
      korean,
      Math.round(median * Math.exp(0.7 * gauss)),
      `/assets/img/${slug}`,
      next,
      pick,
    );
    const folder = n % 50 === 7 ? `${categories[0] ?? 'notes'}/_posts` : n % 97 === 5 ? '_drafts' : '_posts';
    const name = folder === '_drafts' ? `${slug}.md` : `${date}-${slug}.md`;
    yield { path: `${folder}/${name}`, text: `---\n${front}---\n\n${body}` };
  }
}

interface Front {
  readonly n: number;
  readonly title: string;
  readonly date: string;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly korean: boolean;
  readonly next: () => number;
}

function frontMatter({ n, title, date, categories, tags, korean, next }: Front): string {
  const time = `${String(Math.floor(next() * 24)).padStart(2, '0')}:${String(Math.floor(next() * 60)).padStart(2, '0')}:00`;
  const lines = ['layout: post', next() < 0.5 ? `title: ${title}` : `title: "${title}: ${n}"`];
  if (next() < 0.8) lines.push(`date: ${date} ${time} +0900`);
  if (categories.length > 0)
    lines.push(
      next() < 0.8 ? `categories: [${categories.join(', ')}]` : `categories: ${categories.join(' ')}`,
    );
  if (tags.length > 0) {
    lines.push(
      next() < 0.7 ? `tags: [${tags.join(', ')}]` : `tags:\n${tags.map((tag) => `  - ${tag}`).join('\n')}`,
    );
  }
  if (next() < 0.2) lines.push(`excerpt: '${korean ? '짧은 소개' : 'A short note'} ${n}'`);
  if (next() < 0.1) lines.push(`image: /assets/img/cover-${n}.png`);
  if (next() < 0.03) lines.push('published: false');
  return `${lines.join('\n')}\n`;
}

function bodyText(
  korean: boolean,
  bytes: number,
  images: string,
  next: () => number,
  pick: <T>(list: readonly T[]) => T,
): string {
  const parts: string[] = [];
  for (let size = 0, n = 0; size < bytes; n++) {
    const roll = next();
    const sentences = Array.from({ length: 2 + Math.floor(next() * 5) }, () =>
      sentence(korean, next, pick),
    ).join(' ');
    const part =
      n > 0 && roll < 0.1
        ? `## ${pick(korean ? KOREAN : ENGLISH)} ${n}`
        : roll < 0.2
          ? `![${pick(korean ? KOREAN : ENGLISH)}](${images}/${n}.png)`
          : roll < 0.28
            ? `\`\`\`rust\nlet x${n} = ${n};\nprintln!("{x${n}}");\n\`\`\``
            : roll < 0.36
              ? sentences
                  .split('. ')
                  .map((line) => `- ${line}`)
                  .join('\n')
              : sentences;
    parts.push(part);
    size += Buffer.byteLength(part) + 2;
  }
  return `${parts.join('\n\n')}\n`;
}

function sentence(korean: boolean, next: () => number, pick: <T>(list: readonly T[]) => T): string {
  const length = 4 + Math.floor(next() * 8);
  if (!korean) return `${Array.from({ length }, () => pick(ENGLISH)).join(' ')}.`;
  const words = Array.from({ length }, () => pick(KOREAN) + pick(PARTICLES));
  return `${words.join(' ')} ${pick(KOREAN)}${pick(ENDINGS)}`;
}

/** Writes a journal to a folder, with a `_config.yml` and file times in the past, so that nothing counts as just written. */
export function writeJournal(
  root: string,
  options: GeneratorOptions,
): { readonly posts: number; readonly bytes: number } {
  mkdirSync(root, { recursive: true });
  const past = new Date('2026-01-02T03:04:05Z');
  writeFileSync(join(root, '_config.yml'), 'title: Generated\ntimezone: Asia/Seoul\nbaseurl: ""\n');
  const made = new Set<string>();
  let bytes = 0;
  let posts = 0;
  for (const { path, text } of generatePosts(options)) {
    const file = join(root, path);
    if (!made.has(dirname(file))) {
      mkdirSync(dirname(file), { recursive: true });
      made.add(dirname(file));
    }
    writeFileSync(file, text);
    utimesSync(file, past, past);
    bytes += Buffer.byteLength(text);
    posts++;
  }
  return { posts, bytes };
}
