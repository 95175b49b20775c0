// Owns: the last lines of a test run: what was skipped and why, then `N passed, N failed, N skipped`.
// Must not know: any test.
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';

const shownSkips = 40;

function why(test: TestCase): string {
  const result = test.result();
  const note = result.state === 'skipped' && 'note' in result ? result.note : undefined;
  return note === undefined ? test.fullName : `${test.fullName}: ${note}`;
}

export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    // A file or suite that could not even be set up, and an error outside any test, are failures too.
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const suites = modules.flatMap((module) => [...module.children.allSuites()]);
    const brokenSuites = suites.filter((suite) => suite.errors().length > 0).length;
    const failed = count('failed') + broken + brokenSuites + unhandled.length;
    const skipped = tests.filter((test) => ['skipped', 'pending'].includes(test.result().state));
    for (const test of skipped.slice(0, shownSkips)) console.log(`skipped: ${why(test)}`);
    if (skipped.length > shownSkips) console.log(`skipped: ${skipped.length - shownSkips} more`);
    console.log(`${count('passed')} passed, ${failed} failed, ${skipped.length} skipped`);
  }
}
