import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

// A test is there to be right, not quick: a loaded machine must not fail it.
const inNode = {
	environment: 'node' as const,
	isolate: true,
	testTimeout: 180_000,
	hookTimeout: 180_000
};

export default defineConfig({
	plugins: [sveltekit()],
	test: {
		reporters: ['./tests/count-reporter.ts'],
		projects: [
			{
				extends: true,
				test: {
					...inNode,
					name: 'unit',
					include: ['src/**/*.test.ts', 'collectors/**/*.test.ts', 'tests/*.test.ts']
				}
			},
			{
				extends: true,
				test: {
					...inNode,
					name: 'contract',
					include: ['tests/contract/**/*.test.ts'],
					globalSetup: ['tests/postgres-server.ts']
				}
			},
			{
				extends: true,
				test: {
					...inNode,
					name: 'integration',
					include: ['tests/integration/**/*.test.ts'],
					globalSetup: ['tests/postgres-server.ts'],
					testTimeout: 300_000,
					hookTimeout: 300_000,
					fileParallelism: false
				}
			},
			{
				extends: true,
				test: {
					...inNode,
					name: 'browser',
					include: ['tests/browser/**/*.test.ts'],
					testTimeout: 300_000,
					hookTimeout: 180_000,
					fileParallelism: false
				}
			}
		]
	}
});
