import {
	Chart,
	LinearScale,
	LineController,
	LineElement,
	LogarithmicScale,
	PointElement
} from 'chart.js';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);

/** Chart.js with just the parts that our charts use; whoever draws takes it from here. */
export { Chart };
