import { DefaultReporter, type TestModule } from 'vitest/node';

const SUITES = ['unit', 'contract', 'integration', 'browser'];

/** The usual output, then one line a suite, and last the line "N passed, N failed, N skipped". */
export default class CountReporter extends DefaultReporter {
	override onTestRunEnd(...end: Parameters<DefaultReporter['onTestRunEnd']>): void {
		super.onTestRunEnd(...end);
		const [modules, unhandledErrors] = end;
		const total = { passed: 0, failed: 0, skipped: 0 };
		for (const suite of SUITES) {
			const ran = count(modules.filter((each) => each.project.name === suite));
			this.log(`${suite}: ${ran.passed} passed, ${ran.failed} failed, ${ran.skipped} skipped`);
			total.passed += ran.passed;
			total.failed += ran.failed;
			total.skipped += ran.skipped;
		}
		total.failed += unhandledErrors.length;
		this.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
	}
}

/** A module that failed to load counts as one failed test: nothing in it ran. */
function count(modules: readonly TestModule[]): Record<'passed' | 'failed' | 'skipped', number> {
	const totals = { passed: 0, failed: 0, skipped: 0 };
	for (const each of modules) {
		for (const test of each.children.allTests()) {
			const { state } = test.result();
			totals[state === 'pending' ? 'skipped' : state] += 1;
		}
		totals.failed += each.errors().length;
	}
	return totals;
}
