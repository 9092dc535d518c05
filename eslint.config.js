import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['build/', '.svelte-kit/', 'data/', 'node_modules/', 'static/'] },
	...tseslint.configs.recommended,
	...svelte.configs.recommended,
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: tseslint.parser } },
		// Links are built from our own slugs and served at the root; there is no base path to resolve.
		rules: { 'svelte/no-navigation-without-resolve': 'off' }
	},
	{
		rules: {
			'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
			eqeqeq: 'error',
			'no-empty': ['error', { allowEmptyCatch: false }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/consistent-type-imports': 'error'
		}
	},
	{
		// Editorial data and tables of worked examples are as long as what they list.
		files: ['src/lib/articles/*.ts', 'src/lib/articles/drafts/*.ts', '**/*.test.ts'],
		rules: { 'max-lines': 'off' }
	}
);
