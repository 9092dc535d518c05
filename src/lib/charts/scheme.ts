/**
 * The colours of the two schemes by token, as `src/lib/ui/site.css` has them too (a test holds them
 * together): for what leaves the site and cannot load its style sheet.
 */
export const SCHEMES = {
	light: {
		paper: '#ffffff',
		ink: '#1d1f24',
		'ink-soft': '#585d68',
		rule: '#dcdee1',
		'rule-strong': '#a9adb5',
		'v-pos': '#1a6fc4',
		'v-neg': '#b54f00',
		'v-neutral': '#1d1f24',
		series: '#0072b2',
		'series-2': '#c24e00',
		focus: '#1a6fc4',
		demo: '#f5b800',
		'demo-ink': '#1d1f24'
	},
	dark: {
		paper: '#10151c',
		ink: '#f1f2f3',
		'ink-soft': '#a5acb8',
		rule: '#2a323d',
		'rule-strong': '#56606e',
		'v-pos': '#4c9bea',
		'v-neg': '#ff7a2e',
		'v-neutral': '#f1f2f3',
		series: '#56b4e9',
		'series-2': '#ff7a2e',
		focus: '#4c9bea',
		demo: '#f5b800',
		'demo-ink': '#1d1f24'
	}
} as const;

export type Scheme = keyof typeof SCHEMES;
export type SchemeToken = keyof (typeof SCHEMES)['light'];
