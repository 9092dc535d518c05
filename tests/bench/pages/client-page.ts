import {
	Chart,
	LinearScale,
	LineController,
	LineElement,
	LogarithmicScale,
	PointElement
} from 'chart.js';

/**
 * What a chart made in the browser alone takes, at its best: one script with the parts of Chart.js that it needs, the
 * data asked for while the script loads, nothing else on the page.
 */
Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

interface Point {
	readonly t: string;
	readonly value: number | string | null;
}

const canvas = document.querySelector('canvas')!;
const { points } = (await (await fetch('/series.json')).json()) as { points: Point[] };
new Chart(canvas, {
	type: 'line',
	data: {
		datasets: [
			{
				data: points.map(({ t, value }) => ({
					x: Date.parse(t) / 1000,
					y: value === null ? Number.NaN : Number(value)
				})),
				parsing: false,
				normalized: true,
				borderColor: '#0072b2',
				pointRadius: 0
			}
		]
	},
	options: {
		animation: false,
		responsive: false,
		scales: { x: { type: 'linear' }, y: { type: 'logarithmic' } }
	}
});
canvas.dataset['drawn'] = '';
